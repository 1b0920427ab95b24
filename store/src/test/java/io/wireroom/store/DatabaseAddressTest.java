package io.wireroom.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseAddressTest {

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://h:5432/db?user=u&password=topsecret1, jdbc:postgresql://h:5432/db",
        "jdbc:postgresql://u:topsecret1@h/db, jdbc:postgresql://h/db",
        "jdbc:postgresql:db, jdbc:postgresql:db"
    })
    void isShownWithoutSecrets(String url, String shown) {
        assertThat(Database.shown(url)).isEqualTo(shown);
    }

    @Test
    void aDatabaseThatIsAwayIsReportedWithoutThePassword() {
        var url = "jdbc:postgresql://127.0.0.1:1/db?password=topsecret1";
        try (var pool = Database.pool(url, "u", "", 3)) {
            assertThatThrownBy(() -> Database.await(pool, url, Duration.ZERO, new CountDownLatch(1)))
                    .hasMessageContaining("Cannot open the database jdbc:postgresql://127.0.0.1:1/db: ")
                    .hasMessageNotContaining("topsecret1");
        }
    }
}
