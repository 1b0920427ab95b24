package io.wireroom.standalone.show;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class TableTest {

    @Test
    void alignsColumnsAndCutsAllButTheLast() {
        var table = new Table(6, "ID", "NAME", "ADDRESS");
        table.row("1", "Quay and Weir", "https://quay.example/feed");
        table.row("22", "Ægir", "");
        var text = new StringWriter();

        table.print(new PrintWriter(text, true));

        assertThat(text.toString().lines())
                .containsExactly("ID  NAME    ADDRESS", "1   Quay …  https://quay.example/feed", "22  Ægir");
    }

    @Test
    void nothingInACellSteersTheTerminal() {
        assertThat(PlainText.line("red\u001b[31m\r\nnext\u202e")).isEqualTo("red\ufffd[31m next\ufffd");
        assertThat(PlainText.lines("one\r\ntwo\tthree\u0007")).isEqualTo("one\ntwo\tthree\ufffd");
        assertThat(PlainText.line(null)).isEmpty();
    }
}
