#!/bin/bash
# Furnishes private namespaces for an engine: enter.sh FOLDER ROOT
# The files are those under ROOT (/ or another Debian), below a layer in memory that takes whatever is written. Only
# FOLDER is shared with the machine, under the same path. The machine's own files are at /old, for plugins to run on; what
# they mount in FOLDER the engine sees.
set -e
folder=$1
root=$2

mkdir /run/{upper,work,root}
mount -t overlay -o "lowerdir=$root,upperdir=/run/upper,workdir=/run/work" overlay /run/root
cd /run/root
mkdir -p ".$folder" old
mount --bind "$folder" "$folder"
mount --make-shared "$folder"
mount --bind "$folder" ".$folder"
mount -t proc proc proc
mount --rbind /sys sys
mount --rbind /dev dev
# runc needs a real root directory; chroot is not enough.
pivot_root . old

for hidden in /run /dev/shm /etc/docker /usr/lib/docker; do
    mkdir -p "$hidden"
    mount -t tmpfs tmpfs "$hidden"
done
# crun refuses the mixture of both versions of control groups.
if mountpoint -q /sys/fs/cgroup/unified; then umount /sys/fs/cgroup/unified; fi

mkdir -p /run/docker/plugins /run/docker/logging /etc/docker/plugins /old/run/docker/logging
mount --bind "$folder/sockets" /run/docker/plugins
# Plugins on the machine's files look for log pipes where the engine says that they are.
mount --bind "$folder/logging" /run/docker/logging
mount --bind "$folder/logging" /old/run/docker/logging
mount --bind "$folder/specs" /etc/docker/plugins
