#!/usr/bin/env bash
# Uploads a song, waits until it is done, saves the stems: separate.sh FILE [SERVER] [FOLDER]
set -euo pipefail
file=${1:?usage: separate.sh FILE [SERVER] [FOLDER]}
server=${2:-http://127.0.0.1:3000}
folder=${3:-stems}

# The first value of a field of a JSON document on standard input, if it is a text.
field() { grep -o "\"$1\":\"[^\"]*\"" | head -n 1 | cut -d '"' -f 4; }

track=$(curl --fail-with-body --silent --show-error \
  -F "file=@$file" -F 'options={"format":"flac"}' "$server/api/tracks")
id=$(field id <<<"$track")
echo "track $id"

status=pending
while [ "$status" = pending ] || [ "$status" = processing ]; do
  sleep 1
  track=$(curl --fail --silent --show-error "$server/api/tracks/$id")
  status=$(field status <<<"$track")
done
echo "status $status"
[ "$status" = ready ] || { field error <<<"$track" >&2; exit 1; }

mkdir -p "$folder"
for url in $(grep -o "/api/tracks/$id/stems/[^\"]*" <<<"$track"); do
  curl --fail --silent --show-error --remote-name --remote-header-name --output-dir "$folder" "$server$url"
done
ls "$folder"
