package io.wireroom.standalone.show;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows with aligned columns; the last column has no limit. Not thread-safe. */
public final class Table {

    private static final String GAP = "  ";

    private final int widest;
    private final List<List<String>> rows = new ArrayList<>();

    /**
     * A table with these headings.
     *
     * @param widest characters of any column but the last; longer cells are cut and end in {@code …}
     */
    public Table(int widest, String... headings) {
        this.widest = widest;
        rows.add(List.of(headings));
    }

    /** Adds a row; control characters in it are made harmless. */
    public void row(String... cells) {
        rows.add(Arrays.stream(cells).map(PlainText::line).toList());
    }

    /** Prints headings and rows. */
    public void print(PrintWriter out) {
        var columns = rows.get(0).size();
        var widths = new int[columns];
        for (var row : rows) {
            for (var i = 0; i < columns - 1; i++) {
                widths[i] = Math.min(widest, Math.max(widths[i], length(row.get(i))));
            }
        }
        for (var row : rows) {
            var line = new StringBuilder();
            for (var i = 0; i < columns - 1; i++) {
                var cell = cut(row.get(i));
                line.append(cell).append(" ".repeat(widths[i] - length(cell))).append(GAP);
            }
            out.println(line.append(row.get(columns - 1)).toString().stripTrailing());
        }
    }

    private String cut(String cell) {
        return length(cell) <= widest ? cell : cell.substring(0, cell.offsetByCodePoints(0, widest - 1)) + '…';
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
