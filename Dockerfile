# syntax=docker/dockerfile:1
# The image of web, worker, relay, beat and migrate. No secret and no setting of an installation is in it.

# What is installed is what the lock says, by hash.
FROM python:3.11-slim-bookworm AS packages
COPY requirements-production.txt /
RUN python -m venv /venv \
    && /venv/bin/python -m pip install --quiet --no-cache-dir --disable-pip-version-check \
       --require-hashes --no-deps --compile -r /requirements-production.txt

# Style sheet and faces, made by Node from package-lock.json. Node and its packages stay in this stage.
FROM packages AS assets
WORKDIR /site
COPY package.json package-lock.json requirements-node.txt ./
COPY launch launch
COPY static static
RUN /venv/bin/python -m launch.assets

FROM python:3.11-slim-bookworm
ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    DJANGO_SETTINGS_MODULE=config.settings.production \
    SMALLPLACES_VAR=/var/lib/smallplaces
# Reads scans for the search, in English; for other languages see docs/operating.md. Empty: scans are not read.
ARG TESSERACT=tesseract-ocr
RUN [ -z "$TESSERACT" ] || (apt-get update && apt-get install --yes --no-install-recommends $TESSERACT && rm -rf /var/lib/apt/lists/*)
RUN useradd --uid 10001 --user-group --no-create-home --shell /usr/sbin/nologin site \
    && install -d -m 0755 /var/lib/smallplaces \
    && cd /var/lib/smallplaces && install -d -m 0700 -o site -g site files lists audit halves
WORKDIR /site
COPY --from=packages /venv /venv
COPY . .
COPY --from=assets /site/static/dist static/dist
# The keys of `launch.pretend` are made up for this one command and gone after it.
RUN python -m compileall -q . \
    && python -m launch.pretend env SMALLPLACES_VAR="$SMALLPLACES_VAR" \
       python manage.py collectstatic --noinput --verbosity 0 --ignore=scss --ignore=ttf
USER site
EXPOSE 8000
CMD ["gunicorn", "config.wsgi", "--bind", "0.0.0.0:8000"]
