package io.wireroom.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class TidyTextTest {

    record Case(String text, String tidy, int visible) {}

    static final List<Case> CASES = List.of(
            new Case("  The  harbour\treopens ", "The harbour reopens", 17),
            new Case("Café\u00A0\u200BNero", "Café Nero", 8),
            new Case("港が\n再開", "港が再開", 4),
            new Case("港が 再開", "港が 再開", 4),
            new Case("port\n港", "port 港", 5),
            new Case("\u00ADsoft\u00ADhyphen", "softhyphen", 10));

    @ParameterizedTest
    @FieldSource("CASES")
    void spacesCollapseAndInvisibleCharactersGo(Case one) {
        var line = new TidyText(8);

        line.append(one.text);

        assertThat(line).hasToString(one.tidy);
        assertThat(line.visible()).isEqualTo(one.visible);
    }

    @Test
    void aSpaceBetweenTwoPartsIsKept() {
        var line = new TidyText(8);

        line.append("The ");
        line.append("harbour");
        line.space();
        line.append("reopens");

        assertThat(line).hasToString("The harbour reopens");
    }
}
