# Sam is forgotten while Kim reads about them in the direct message
! kim becomes a mentor
! only kim reads: data analyst, a clear result
! only sam and kim read: loves trains
@ sam
> /whichrole
> [Start]
> the dashboards one
> I prepare the monthly numbers for our management meeting
> 2
> SQL
> d
< Data analyst, and it is not close
@ kim
> /mentor invite @sam
@ sam
> [Yes, gladly]
> [Share all four]
@ kim in private
> /mentee-status
< sam · data analyst
> [sam]
< sam · data analyst, a clear result
> [Note for both of us]
< You both can read it.
> loves trains
< Your note, which you both can read: “loves trains”
@ sam
> /mentor who-looked
< kim saw
< kim noted for the two of you: “loves trains”
> forget me
> [Yes, forget me]
< Done. I have deleted everything about you
@ kim in private
> [Encourage]
< I have nothing to show you there.
! kim sees no more: data analyst, a clear result
! kim sees no more: loves trains
> mentee-status
- sam
