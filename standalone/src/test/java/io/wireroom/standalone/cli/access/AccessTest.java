package io.wireroom.standalone.cli.access;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wireroom.runtime.ExitCode;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTest {

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
