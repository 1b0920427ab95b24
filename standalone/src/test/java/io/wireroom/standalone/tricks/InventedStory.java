package io.wireroom.standalone.tricks;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * An invented story: its title and sentences differ from those of all others.
 *
 * @param number of all stories
 */
public record InventedStory(int number) {

    private static final int FIRST_REPORT = 100;
    private static final int SENTENCES = 6;
    private static final List<String> TOWNS = List.of(
            "Brenwick",
            "Colmere",
            "Dunhollow",
            "Eastrey",
            "Farnby",
            "Gillmouth",
            "Harrowby",
            "Inverlee",
            "Kestow",
            "Larkham",
            "Mossford",
            "Northwell",
            "Orrin",
            "Pellworth",
            "Quarley",
            "Redcliffe",
            "Saltholme");
    private static final List<String> SUBJECTS = List.of(
            "harbour board",
            "school council",
            "fire service",
            "library trust",
            "rowing club",
            "market committee",
            "bus company",
            "weather station",
            "bridge authority",
            "hospital board",
            "theatre group",
            "water board",
            "planning office");
    private static final List<String> ACTIONS = List.of(
            "delayed the repair of its main hall",
            "opened a second workshop by the river",
            "reported fewer visitors than a year ago",
            "asked the county for a loan",
            "found a crack in the northern wall",
            "moved its records to the old mill",
            "hired apprentices for the winter",
            "voted against the new timetable",
            "lost a third of its boats in the storm",
            "promised to publish the accounts",
            "closed the gates for inspection");

    private static <T> T at(List<T> list, int index) {
        return list.get(Math.floorMod(index, list.size()));
    }

    /** The story with this title. */
    public static InventedStory titled(String title) {
        var words = title.split("[, ]+");
        return new InventedStory(Integer.parseInt(words[words.length - 2]) - FIRST_REPORT);
    }

    /** Its title, with its number in it. */
    public String title() {
        return "%s %s %s".formatted(at(TOWNS, number), at(SUBJECTS, number / 2), at(ACTIONS, number / 3)) + ", report "
                + (FIRST_REPORT + number) + " says";
    }

    /** Every sentence carries the number of the story, so that none of two stories are alike. */
    public List<String> sentences() {
        return IntStream.range(0, SENTENCES)
                .mapToObj(index -> "In %s the %s %s, clerk %d told the %d people at meeting %d of the season."
                        .formatted(
                                at(TOWNS, number + index),
                                at(SUBJECTS, number + 2 * index),
                                at(ACTIONS, number + 3 * index),
                                1_000 + number,
                                20 + index + number % 7,
                                10 * number + index))
                .toList();
    }

    /** The last part of its address. */
    public String slug() {
        return title().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    }
}
