#!/usr/bin/env bash
# Deploys an image, gates the new pods by their logs, and takes the deploy back where the gate fails.
#
#   [TIMEOUT=15m] deploy.sh DEPLOYMENT CONTAINER IMAGE [options of coldcase gate]
#
# Exit status: 0 deployed; 3 deployed, and the gate could not decide; any other: that of the gate, and the deploy was taken back.
set -euo pipefail
if (($# < 3)); then
  echo 'usage: deploy.sh DEPLOYMENT CONTAINER IMAGE [options of coldcase gate]' >&2
  exit 2
fi
deployment=$1 container=$2 image=$3
shift 3

# A label of its own tells the new pods from the old ones, which run on until the new ones are ready.
release=$(date -u +%Y%m%dT%H%M%SZ)
kubectl patch deployment "$deployment" --patch "
spec:
  template:
    metadata:
      labels: { release: '$release' }
    spec:
      containers: [{ name: '$container', image: '$image' }]
"
kubectl rollout status "deployment/$deployment" --timeout "${TIMEOUT:-15m}" || echo 'The rollout did not end in time.' >&2

status=0
SELECTOR="release=$release" TIMEOUT=1s "$(dirname "$0")/gate-pods.sh" "$@" || status=$?
case $status in
  0) echo "$image is deployed." ;;
  3) echo "$image is deployed, and the gate could not decide: see what it asks to be logged." ;;
  *)
    kubectl rollout undo "deployment/$deployment"
    echo "$image was taken back." >&2
    ;;
esac
exit "$status"
