# Read by ./jackplug, examples/launch and bench/run: whether there is something to build, which java runs, from which jars, with
# which archive of classes (class-data sharing). An archive fits one JDK and the jars it was made of; the JVM passes over one that
# does not fit, and says so unless its log is off. Each start comes by here: a command that is not the shell's own takes milliseconds.

# stale BUILT ROOT MODULE...: whether the pom.xml or a source of a module is newer than the file BUILT.
stale() {
    [ -e "$1" ] || return 0
    mark=$1
    tree=$2
    shift 2
    for module in "$@"; do
        set -- "$@" "$tree/$module/pom.xml"
        if [ -d "$tree/$module/src/main" ]; then set -- "$@" "$tree/$module/src/main"; fi
        shift
    done
    [ -n "$(find "$tree/pom.xml" "$@" -type f -newer "$mark" -print -quit)" ]
}

# find_java: sets java, the command; home, of its JDK; and version, the JDK's own word for itself.
find_java() {
    java=${JAVA_HOME:+$JAVA_HOME/bin/}java
    home=${JAVA_HOME:-$(java=$(command -v java) && readlink -f "$java")}
    home=${home%/bin/java}
    version=
    if [ -r "$home/release" ]; then
        while IFS='"' read -r key value rest; do
            if [ "$key" = JAVA_RUNTIME_VERSION= ]; then version=$value; fi
        done <"$home/release"
    fi
}

# find_archive FOLDER JAR...: sets classpath, the jars in this order, in which the archive wants to find them; list and archive,
# files in the folder for this JDK, by its place and version. An archive older than a jar is removed.
find_archive() {
    list=$1$home/$version.list
    archive=$1$home/$version.jsa
    classpath=
    shift
    for jar in "$@"; do
        classpath=${classpath:+$classpath:}$jar
        if [ -e "$archive" ] && [ "$jar" -nt "$archive" ]; then rm -f "$archive" "$list"; fi
    done
}

# make_archive: makes the archive of the classes in the list. If that fails, the file is empty, and it is not tried again at
# each start.
make_archive() {
    "$java" -XX:+UseG1GC -Xshare:dump -Xlog:disable -XX:SharedClassListFile="$list" -XX:SharedArchiveFile="$archive.$$" \
        -cp "$classpath" >/dev/null 2>&1 || : >"$archive.$$"
    mv -f "$archive.$$" "$archive"
}

# share: sets archived, the option for the archive if there is one.
share() {
    archived=
    if [ -s "$archive" ]; then archived=-XX:SharedArchiveFile=$archive; fi
}
