"""One package per place where people talk. They translate, and decide nothing about roles."""
