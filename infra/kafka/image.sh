#!/bin/sh
# For machines with Docker that reach no image registry: makes rapport-kafka:VERSION out of this machine's own Java and
# the jars that Maven fetches. The tests take it under RAPPORT_KAFKA_IMAGE=rapport-kafka (docs/testing.md).
set -eu

version=${1:-4.4.0}
here=$(cd "$(dirname "$0")" && pwd)
java_home=$(dirname "$(dirname "$(readlink -f "$(command -v java)")")")
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT

mkdir -p "$root/tmp" "$root/bin" "$root$java_home" "$root/opt/kafka/libs"
mvn -q -B -f "$here/pom.xml" "-Dkafka.version=$version" -DincludeScope=runtime \
  "-DoutputDirectory=$root/opt/kafka/libs" dependency:copy-dependencies
# A development kit has much that running needs not.
tar -C "$java_home" -ch --exclude ./jmods --exclude ./lib/src.zip --exclude ./man --exclude ./docs . |
  tar -C "$root$java_home" -x
cp -L "$(command -v sh)" "$root/bin/sh"

# The libraries that the shell and Java are linked with, under their own names; and old names of the C library's parts,
# with which the compression libraries in the jars are linked.
c_library=$(ldd "$root/bin/sh" | grep -o '/[^ ]*/libc\.so[^ ]*')
{
  find "$java_home" "$root/bin" \( -name '*.so' -o -name java -o -name sh \) -type f -exec ldd {} + |
    grep -o '/[^ :]*\.so[^ :]*' | grep -v "^$java_home" | grep -v "^$root"
  find "$(dirname "$c_library")" -name 'libpthread.so.0' -o -name 'libdl.so.2' -o -name 'librt.so.1'
} | sort -u |
  while read -r library; do
    mkdir -p "$root$(dirname "$library")"
    cp -L "$library" "$root$library"
  done

tar -C "$root" -c . | docker import --change "ENV PATH=$java_home/bin:/bin" - "rapport-kafka:$version"
