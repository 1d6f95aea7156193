#!/bin/sh
# The jackplug command with the Java runtime that came with it. Needs a shell, and the C library of a common Linux.
set -eu

# The folder this script lives in, whatever link it was called by.
self=$0
while [ -L "$self" ]; do
    link=$(readlink "$self")
    case $link in
        /*) self=$link ;;
        *) self=$(dirname "$self")/$link ;;
    esac
done
home=$(cd "$(dirname "$self")/.." && pwd)

out=false
err=false
if [ -t 1 ]; then out=true; fi
if [ -t 2 ]; then err=true; fi
exec "$home/runtime/bin/java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xshare:auto \
    -Djackplug.terminal.out=$out -Djackplug.terminal.err=$err \
    -cp "$home/lib/*" dev.jackplug.cli.Main "$@"
