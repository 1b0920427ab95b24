package io.wireroom.standalone.show;

import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.contract.json.JsonCodec;
import org.junit.jupiter.api.Test;

class SafeTextTest {

    @Test
    void escapesWhatATerminalWouldObey() throws Exception {
        var title = "a\u009b31m\u009dtitle\u202eb\u2066c\u007f\ud800 M\u00f6we \ud83d\udea2 \n\t\"";
        var document = JsonCodec.MAPPER.createObjectNode().put("title", title);
        var json = JsonCodec.MAPPER.writeValueAsString(document);

        var safe = SafeText.json(json);

        assertThat(safe)
                .contains("\\u009b31m\\u009dtitle\\u202eb\\u2066c\\u007f\\ud800 M\u00f6we \ud83d\udea2 ")
                .doesNotContain("\u009b", "\u009d", "\u202e", "\u2066", "\u007f", "\ud800 ");
        assertThat(JsonCodec.MAPPER.readTree(safe)).isEqualTo(document);
    }
}
