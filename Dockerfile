# The program with its terminal conversation; answers live in the volume.
FROM python:3.11-slim
WORKDIR /app
COPY requirements/run.lock requirements/run.lock
RUN pip install --no-cache-dir --require-hashes -r requirements/run.lock
COPY . .
RUN pip install --no-cache-dir --no-deps --no-build-isolation --no-index . \
 && useradd --create-home whichrole \
 && install -d -o whichrole -m 700 /data
USER whichrole
ENV WHICHROLE_DATA=/data
VOLUME /data
ENTRYPOINT ["whichrole"]
CMD ["run"]
