package io.wireroom.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordCountTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '¦', ignoreLeadingAndTrailingWhitespace = true, textBlock = """
            ''                                  ¦ 0
            The ferry sails at 22:40 – again.   ¦ 6
            “Don't,” she said; well-known rules ¦ 5
            one two…three                       ¦ 2
            渡轮周一起航。                      ¦ 6
            フェリーは22時に出る                ¦ 10
            เรือ ข้ามฟาก                         ¦ 9
            배가 다시 출항한다                  ¦ 3
            """)
    void wordsAreCountedInEveryScript(String text, int words) {
        assertThat(WordCount.of(text)).isEqualTo(words);
    }
}
