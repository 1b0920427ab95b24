package io.wireroom.contract;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A group of articles about one event ({@code news.story.v1}), as it is now. It is about the articles of the window of the
 * step match: an older article stays in its story, but is not counted here any more.
 *
 * @param title of its central article
 * @param centralArticle the one that has most in common with the others
 * @param members its articles, in the order in which they came; the newest 500; none after a merge
 * @param articles number of its articles
 * @param onlyCopies whether all of them are copies of one text
 * @param firstSeenAt when the first of them was discovered
 * @param lastSeenAt when the last of them was discovered
 * @param sites number of sites
 * @param languages BCP 47 tags, the most frequent first
 * @param names people and organisations that most of them name, the most frequent first
 * @param places the same of places
 * @param mergedInto the older story that all of its articles are in now; null while it exists
 * @param splitFrom on its first record, the story that its articles were in before; else null
 * @param at when it changed
 */
public record Story(
        StoryId id,
        String title,
        ArticleId centralArticle,
        List<ArticleId> members,
        int articles,
        boolean onlyCopies,
        Instant firstSeenAt,
        Instant lastSeenAt,
        int sites,
        List<String> languages,
        List<String> names,
        List<String> places,
        @Nullable StoryId mergedInto,
        @Nullable StoryId splitFrom,
        Instant at) {

    /** Members in one record; the newest. */
    public static final int MOST_MEMBERS = 500;

    public Story {
        members = List.copyOf(members);
        languages = List.copyOf(languages);
        names = List.copyOf(names);
        places = List.copyOf(places);
        if (members.size() > MOST_MEMBERS) {
            throw new IllegalArgumentException("a record of a story has at most 500 members: " + members.size());
        }
    }
}
