package io.wireroom.standalone.cli.access;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wireroom.runtime.ExitCode;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTest {

    @Test
    void aPasswordInTheAddressIsNotPrinted() {
        var access = new Access(
                Map.of("SINK_JDBC_URL", "jdbc:postgresql://127.0.0.1:1/db?user=u&password=topsecret1"),
                Path.of("none"));

        assertThatThrownBy(access::store)
                .hasMessageContaining("Cannot reach the store at jdbc:postgresql://127.0.0.1:1/db: ")
                .hasMessageNotContaining("topsecret1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"postgresql://localhost/wireroom", "jdbc:mysql://localhost/x", "jdbc:postgresql://h:port/x"})
    void anAddressOfNoPostgresqlIsAWrongSetting(String url) {
        var access = new Access(Map.of("SINK_JDBC_URL", url), Path.of("none"));

        assertThatThrownBy(access::store)
                .hasMessageContaining("SINK_JDBC_URL")
                .hasMessageContaining("jdbc:postgresql:")
                .hasFieldOrPropertyWithValue("exitCode", ExitCode.USAGE);
    }
}
