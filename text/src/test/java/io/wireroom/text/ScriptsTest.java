package io.wireroom.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;

class ScriptsTest {

    /** The ranges that are decided without a search are those of the Unicode scripts. */
    @Test
    void unspacedCharactersAreThoseOfTheirScripts() {
        var unspaced = EnumSet.of(
                UnicodeScript.HAN,
                UnicodeScript.HIRAGANA,
                UnicodeScript.KATAKANA,
                UnicodeScript.THAI,
                UnicodeScript.LAO,
                UnicodeScript.KHMER,
                UnicodeScript.MYANMAR);

        for (int c = 0; c <= Character.MAX_VALUE; c++) {
            assertThat(Scripts.isUnspaced(c)).as("U+%04X", c).isEqualTo(unspaced.contains(UnicodeScript.of(c)));
        }
    }
}
