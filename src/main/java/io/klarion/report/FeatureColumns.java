package io.klarion.report;

import io.klarion.report.TextTable.Align;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jline.utils.AttributedString;

/** Which columns of the live table fit a screen, and how long the course of a feature is drawn. */
final class FeatureColumns {

    private static final int SHORTEST_COURSE = 8;
    private static final int SHORTEST_NAME = 12;
    private static final int SPELLED_OUT = 16;

    private enum Column {
        FEATURE,
        STATE,
        DIVERGENCE,
        MEASURE,
        BOUNDS,
        THRESHOLD,
        COURSE,
        SINCE
    }

    /** What a narrow screen goes without, one after the other. */
    private static final List<Column> DISPENSABLE =
            List.of(Column.SINCE, Column.BOUNDS, Column.COURSE, Column.MEASURE, Column.THRESHOLD);

    private final Set<Column> columns;
    private final String divergence;
    private final int name;
    private final int course;

    private FeatureColumns(Set<Column> columns, String divergence, int name, int course) {
        this.columns = columns;
        this.divergence = divergence;
        this.name = name;
        this.course = course;
    }

    /** The rows as a table at most {@code width} wide, if that is possible at all. */
    static TextTable table(List<FeatureRow> rows, int width) {
        List<String> measures = rows.stream()
                .flatMap(row -> row.reading().stream())
                .map(Reading::heading)
                .distinct()
                .toList();
        Set<Column> columns = EnumSet.allOf(Column.class);
        if (measures.size() == 1) {
            columns.remove(Column.MEASURE);
        }
        if (rows.stream().allMatch(row -> row.alert().isEmpty())) {
            columns.remove(Column.SINCE);
        }
        String divergence = measures.size() == 1 ? measures.get(0) : "divergence";
        int name = Math.max(SHORTEST_NAME, width / 3);
        FeatureColumns fitting = new FeatureColumns(columns, divergence, name, SHORTEST_COURSE);
        int spare = width - fitting.fill(rows).width();
        for (int i = 0; spare < 0 && i < DISPENSABLE.size(); i++) {
            columns.remove(DISPENSABLE.get(i));
            spare = width - fitting.fill(rows).width();
        }
        int course = Math.min(Course.LENGTH, SHORTEST_COURSE + Math.max(0, spare));
        return new FeatureColumns(columns, divergence, name, course).fill(rows);
    }

    private TextTable fill(List<FeatureRow> rows) {
        TextTable table = new TextTable();
        for (Column column : columns) {
            boolean isNumber = column == Column.DIVERGENCE || column == Column.THRESHOLD;
            table.column(title(column), isNumber ? Align.RIGHT : Align.LEFT, column == Column.COURSE ? course : 0);
        }
        for (FeatureRow row : rows) {
            FeatureText text = new FeatureText(row);
            table.row(columns.stream().map(column -> cell(column, text)).toList());
        }
        return table;
    }

    private String title(Column column) {
        return switch (column) {
            case FEATURE -> "feature";
            case STATE -> "state";
            case DIVERGENCE -> divergence;
            case MEASURE -> "measure";
            case BOUNDS -> "bounds";
            case THRESHOLD -> "threshold";
            case COURSE -> "last " + course + (course < SPELLED_OUT ? "" : " windows");
            case SINCE -> "alert since";
        };
    }

    private AttributedString cell(Column column, FeatureText text) {
        return switch (column) {
            case FEATURE -> text.name(name);
            case STATE -> text.state();
            case DIVERGENCE -> text.divergence();
            case MEASURE -> text.measure();
            case BOUNDS -> text.bounds();
            case THRESHOLD -> text.threshold();
            case COURSE -> text.course(course);
            case SINCE -> text.since();
        };
    }
}
