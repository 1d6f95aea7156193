#!/bin/bash
# Makes an image of one program, busybox, as a tar: image.sh FOLDER writes FOLDER/image.tar
set -e
root=$(mktemp -d "$1/image.XXX")
mkdir "$root/bin"
cp /bin/busybox "$root/bin/busybox"
tar -C "$root" -cf "$1/image.tar" .
