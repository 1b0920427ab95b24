package io.wireroom.enrich.clean.page;

import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Describes the markup around the article of a page: a hash for each element from there to the root, of its name,
 * its classes and the name of the element around it. Two pages made from one template have most of them in common.
 *
 * @param steps ascending, each once; empty when nothing was found
 */
public record Layout(List<Integer> steps) {

    /** The layout of no page. */
    public static final Layout NONE = new Layout(List.of());

    private static final int MAX_STEPS = 12;
    private static final Pattern SPACE = Pattern.compile("\\s+");

    /** Generated names end in numbers or hashes that differ from page to page, or from day to day. */
    private static final Pattern FROM_DIGIT = Pattern.compile("\\d.*");

    public Layout {
        steps = List.copyOf(steps);
    }

    public static Layout of(@Nullable PageElement container) {
        var steps = new HashSet<Integer>();
        for (PageElement element = container; element != null && steps.size() < MAX_STEPS; element = element.parent) {
            steps.add((signature(element) + '<' + (element.parent == null ? "" : element.parent.name)).hashCode());
        }
        return new Layout(steps.stream().sorted().toList());
    }

    /** Common steps divided by the steps of both, in [0, 1]; 0 if one layout is empty. */
    public double likeness(Layout other) {
        var common = new HashSet<>(steps);
        common.retainAll(other.steps);
        var all = steps.size() + other.steps.size() - common.size();
        return all == 0 ? 0 : (double) common.size() / all;
    }

    /** The classes of html and body name the section and the article, not the layout. */
    private static String signature(PageElement element) {
        var classes = element.attribute("class");
        if (classes.isBlank() || element.name.equals("html") || element.name.equals("body")) {
            return element.name;
        }
        return SPACE.splitAsStream(classes)
                .map(word -> FROM_DIGIT.matcher(word).replaceFirst(""))
                .filter(stem -> stem.length() > 1)
                .sorted()
                .collect(Collectors.joining(" ", element.name + ".", ""));
    }
}
