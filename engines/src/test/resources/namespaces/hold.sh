#!/bin/bash
# Process 1 of the private namespaces: hides each folder named behind an empty one, says "ready", and stays until
# its standard input ends: when the test closes it, or when the test's JVM dies, however it dies.
set -e
for folder in "$@"; do
    mkdir -p "$folder"
    mount --no-mtab -t tmpfs tmpfs "$folder"
done
ip link set lo up
echo ready
# The shell itself stays, because it reaps the daemons that are left to it.
while read -r _; do :; done
