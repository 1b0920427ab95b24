# All images of Wireroom, built from the sources in this folder. Classic syntax only, so that any builder can do it:
#
#   docker build --target ingest -t wireroom/ingest .        (or enrich, sink, tools)
#
# Behind a proxy: --build-arg https_proxy=... or --network host, as with any build.

# ---- build ----------------------------------------------------------------------------------------------------------
FROM maven:3.9.11-eclipse-temurin-25 AS build
WORKDIR /src
# Maven's own libraries use what newer JDKs warn about; the formatter is a matter of the checkout, not of the image.
ENV MAVEN_OPTS="--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow" \
    MAVEN_ARGS="-B -ntp -Dmaven.test.skip=true -P!format"

# The poms alone, with one empty class a module: everything the build needs is fetched in a layer that only a changed
# pom makes again.
COPY pom.xml ./
COPY contract/pom.xml contract/
COPY text/pom.xml text/
COPY runtime/pom.xml runtime/
COPY testkit/pom.xml testkit/
COPY tagging/pom.xml tagging/
COPY store/pom.xml store/
COPY ingest/pom.xml ingest/
COPY enrich/pom.xml enrich/
COPY sink/pom.xml sink/
COPY standalone/pom.xml standalone/
COPY conformance/pom.xml conformance/
COPY training/pom.xml training/
COPY bench/pom.xml bench/
RUN for module in contract text runtime testkit tagging store ingest enrich sink standalone; do \
      mkdir -p "$module/src/main/java/empty" \
      && echo 'package empty; final class Empty { private Empty() {} }' > "$module/src/main/java/empty/Empty.java" || exit 1; \
    done \
 && mvn package -pl standalone -am \
 && rm -rf ./*/src ./*/target

COPY contract/src contract/src
COPY text/src text/src
COPY runtime/src runtime/src
COPY testkit/src testkit/src
COPY tagging/src tagging/src
COPY store/src store/src
COPY ingest/src ingest/src
COPY enrich/src enrich/src
COPY sink/src sink/src
COPY standalone/src standalone/src
# /out/<module>: others' libraries apart from our own jars, so that a new build of ours shares the large layer.
RUN mvn package -pl standalone -am \
 && for module in ingest enrich sink standalone; do \
      mkdir -p "/out/$module/libraries" "/out/$module/own" \
      && cp "$module"/target/lib/*.jar "/out/$module/libraries/" \
      && mv "/out/$module/libraries"/wireroom-*.jar "/out/$module/own/" \
      && cp "$module"/target/wireroom-"$module"-*.jar "/out/$module/own/" || exit 1; \
    done \
 && rm -f /out/*/own/*-tests.jar /out/*/own/*-sources.jar \
 && echo io.wireroom.ingest.IngestMain > /out/ingest/main \
 && echo io.wireroom.enrich.EnrichMain > /out/enrich/main \
 && echo io.wireroom.sink.SinkMain > /out/sink/main \
 && echo io.wireroom.standalone.cli.WireroomMain > /out/standalone/main

# RocksDB's jar has its native library for eleven systems; the image is one of them. The command line of the image has no use for
# the programs of PostgreSQL, which `up` and `demo` start.
RUN case $(uname -m) in x86_64) system=linux64 ;; *) system=linux-$(uname -m) ;; esac \
 && for jar in /out/*/libraries/rocksdbjni-*.jar; do \
      mkdir /tmp/rocksdb && (cd /tmp/rocksdb && jar -xf "$jar" \
      && find . -name 'librocksdbjni-*' ! -name "librocksdbjni-$system.so" -delete \
      && ls "librocksdbjni-$system.so" && jar -cfM "$jar" .) && rm -rf /tmp/rocksdb || exit 1; \
    done \
 && rm -f /out/standalone/libraries/embedded-postgres-binaries-*.jar

# A Java of the modules that Wireroom and its libraries use, with character sets and locales for pages and dates, and with jcmd and
# keytool for operators. jlink wants to see the manual pages that it leaves out, and some images of JDKs lack them.
RUN mkdir -p "$JAVA_HOME/man/man1" \
 && for tool in "$JAVA_HOME"/bin/*; do page=$JAVA_HOME/man/man1/${tool##*/}.1; [ -e "$page" ] || touch "$page"; done \
 && jlink --ignore-modified-runtime --add-modules java.desktop,java.instrument,java.logging,java.management,java.naming,java.net.http,java.rmi,java.security.jgss,java.security.sasl,java.sql,java.xml,jdk.charsets,jdk.crypto.ec,jdk.httpserver,jdk.jcmd,jdk.jfr,jdk.localedata,jdk.management,jdk.management.agent,jdk.naming.dns,jdk.net,jdk.security.auth,jdk.unsupported,jdk.zipfs \
      --strip-java-debug-attributes --no-man-pages --no-header-files --compress zip-6 --generate-cds-archive --output /out/java

# The broker's metrics as Prometheus reads them; never on a class path of ours.
RUN mvn org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy -Dartifact=io.prometheus.jmx:jmx_prometheus_javaagent:1.0.1 \
      -DoutputDirectory=/out/agent -Dmdep.stripVersion=true \
 && mv /out/agent/jmx_prometheus_javaagent.jar /out/agent/agent.jar

# ---- what all images share ------------------------------------------------------------------------------------------
FROM debian:bookworm-slim AS base
# A user with a name: PostgreSQL's tools and some libraries refuse a bare number.
RUN groupadd --system --gid 10001 wireroom \
 && useradd --system --uid 10001 --gid wireroom --home-dir /var/lib/wireroom --shell /usr/sbin/nologin wireroom \
 && mkdir -p /var/lib/wireroom \
 && chown wireroom:wireroom /var/lib/wireroom
COPY --from=build /out/java /opt/java
ENV JAVA_HOME=/opt/java \
    PATH=/opt/wireroom/bin:/opt/java/bin:$PATH \
    DATA_DIR=/var/lib/wireroom \
    LOG_FORMAT=json
COPY dist/bin/wireroom deploy/docker/healthy /opt/wireroom/bin/
USER wireroom
WORKDIR /var/lib/wireroom

# ---- a stage: reachable admin port, probed; the heap follows the container's limit (dist/bin/wireroom) ---------------
FROM base AS stage
ENV ADMIN_HOST=0.0.0.0 \
    ADMIN_PORT=8080
EXPOSE 8080
HEALTHCHECK --interval=5s --timeout=4s --start-period=60s --retries=6 CMD ["healthy"]
ENTRYPOINT ["wireroom"]

FROM stage AS ingest
COPY --from=build /out/ingest/libraries /opt/wireroom/lib
COPY --from=build /out/ingest/own /opt/wireroom/lib
COPY --from=build /out/ingest/main /opt/wireroom/main
COPY rules /opt/wireroom/rules

FROM stage AS enrich
COPY --from=build /out/enrich/libraries /opt/wireroom/lib
COPY --from=build /out/enrich/own /opt/wireroom/lib
COPY --from=build /out/enrich/main /opt/wireroom/main
COPY rules /opt/wireroom/rules

FROM stage AS sink
COPY --from=build /out/sink/libraries /opt/wireroom/lib
COPY --from=build /out/sink/own /opt/wireroom/lib
COPY --from=build /out/sink/main /opt/wireroom/main

# ---- the command line, and the sample newsroom ----------------------------------------------------------------------
FROM base AS tools
ENV LOG_FORMAT=text \
    LOG_LEVEL=WARN
COPY --from=build /out/standalone/libraries /opt/wireroom/lib
COPY --from=build /out/standalone/own /opt/wireroom/lib
COPY --from=build /out/standalone/main /opt/wireroom/main
COPY --from=build /out/agent /opt/wireroom/agent
COPY rules /opt/wireroom/rules
ENTRYPOINT ["wireroom"]
