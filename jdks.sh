# Read by ./verify and bench/run: which JDKs there are.

# The home of the JDK in use.
jdk_in_use() {
    if [ -n "${JAVA_HOME:-}" ]; then
        echo "$JAVA_HOME"
    else
        javac=$(command -v javac) || { echo "${0##*/}: no JDK found: put javac on the PATH or set JAVA_HOME" >&2; exit 1; }
        dirname "$(dirname "$(readlink -f "$javac")")"
    fi
}

# The version of a JDK, from the file that every JDK carries.
version_of() { sed -n 's/^JAVA_VERSION="\([^"]*\)".*/\1/p' "$1/release"; }

# The home of the newest JDK in the usual places.
newest_jdk() {
    for home in "$(jdk_in_use)" /usr/lib/jvm/* /opt/java/* /Library/Java/JavaVirtualMachines/*/Contents/Home \
        "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/*; do
        if [ -x "$home/bin/javac" ] && [ -r "$home/release" ]; then
            echo "$(version_of "$home") $home"
        fi
    done | sort -t. -k1,1n -k2,2n -k3,3n | tail -n 1 | cut -d' ' -f2-
}
