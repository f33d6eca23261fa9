#!/usr/bin/env bash
# Gates the pods that a selector finds: waits until they are ready or the time is over, then judges what they logged.
#
#   SELECTOR=app=server [TIMEOUT=15m] gate-pods.sh [options of coldcase gate]
#
# Exit status: that of coldcase gate, and 2 where there is no pod to judge.
set -euo pipefail
: "${SELECTOR:?set it to the labels of the new pods, such as app=server}"

# A pod that does not get ready is judged too: its logs and events say why.
kubectl wait pod --selector "$SELECTOR" --for condition=Ready --timeout "${TIMEOUT:-15m}" >&2 || echo 'Not all pods are ready.' >&2

pods=$(kubectl get pods --selector "$SELECTOR" --output name)
if [ -z "$pods" ]; then
  echo "No pod has the labels $SELECTOR." >&2
  exit 2
fi

# The state of a pod holds its environment, so none of this is kept.
logs=$(mktemp -d)
trap 'rm -rf "$logs"' EXIT
for pod in $pods; do
  folder=$logs/${pod#pod/}
  mkdir "$folder"
  kubectl get "$pod" --output json >"$folder/pod.json"
  kubectl get events --field-selector "involvedObject.name=${pod#pod/}" --output json >"$folder/events.json"
  # Before its first container runs, a pod has no log, only events; most have no container that ran before.
  kubectl logs "$pod" --all-containers --prefix --timestamps --previous >"$folder/previous.log" 2>/dev/null || rm "$folder/previous.log"
  kubectl logs "$pod" --all-containers --prefix --timestamps >"$folder/current.log" || rm "$folder/current.log"
done

coldcase gate "$@" "$logs"
