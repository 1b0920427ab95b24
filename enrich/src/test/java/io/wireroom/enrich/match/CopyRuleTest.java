package io.wireroom.enrich.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.enrich.match.CopyRule.Relation;
import io.wireroom.enrich.match.InventedWire.Edit;
import io.wireroom.enrich.match.InventedWire.Story;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CopyRuleTest {

    private final InventedWire wire = new InventedWire(18);

    private Relation relation(Story one, Story other) {
        var first = wire.fingerprint("a", one);
        var second = wire.fingerprint("b", other);
        var relation = CopyRule.relation(first, second);
        assertThat(CopyRule.relation(second, first)).isEqualTo(relation);
        return relation;
    }

    @ParameterizedTest
    @EnumSource(Edit.class)
    void anEditedTextIsACopy(Edit edit) {
        for (int i = 0; i < 50; i++) {
            var story = wire.story();

            assertThat(relation(story, wire.edited(story, edit))).isEqualTo(Relation.COPY);
        }
    }

    @Test
    void oneFrameWithOtherNumbersIsNoCopy() {
        for (int i = 0; i < 50; i++) {
            assertThat(relation(wire.marketReport(), wire.marketReport())).isNotEqualTo(Relation.COPY);
        }
    }

    @Test
    void aTextWithParagraphsOfAnotherOneIsNoCopyOfIt() {
        for (int i = 0; i < 50; i++) {
            var other = wire.story();

            var grown = wire.withParagraphsOf(wire.story(), other);

            assertThat(relation(grown, other)).isNotEqualTo(Relation.COPY);
        }
    }

    @Test
    void aShortTextWithinALongOneUnderAnotherTitleIsAnExcerpt() {
        var release = wire.edited(wire.story(), Edit.CUT_TO_40);
        var report = wire.story();

        var quoting = new Story(report.title(), report.text() + "\n" + release.text());

        assertThat(relation(quoting, release)).isEqualTo(Relation.EXCERPT);
    }

    @Test
    void differentTextsAreUnrelated() {
        for (int i = 0; i < 50; i++) {
            assertThat(relation(wire.story(), wire.story())).isEqualTo(Relation.UNRELATED);
        }
    }

    @Test
    void aTextWithoutWordsIsUnrelatedToAll() {
        var empty = new Story("", "…");

        assertThat(relation(empty, empty)).isEqualTo(Relation.UNRELATED);
        assertThat(relation(empty, wire.story())).isEqualTo(Relation.UNRELATED);
    }

    @Test
    void chineseTextsAreComparedByCharacters() {
        var text = "港口城市的市长周二宣布新的电车线路将于五月开通并且票价不会上涨" + "居民们对这一决定表示欢迎但是也有人担心施工期间的噪音问题";
        var copy = new Story("电车", "本报讯 " + text);
        var different = new Story("足球", "国家队在昨晚的友谊赛中以三比一战胜了来访的对手赛后教练表示满意并称赞了年轻球员的表现");

        assertThat(relation(new Story("电车线路", text), copy)).isEqualTo(Relation.COPY);
        assertThat(relation(new Story("电车线路", text), different)).isEqualTo(Relation.UNRELATED);
    }
}
