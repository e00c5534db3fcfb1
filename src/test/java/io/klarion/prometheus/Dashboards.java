package io.klarion.prometheus;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The dashboards as they are shipped. */
final class Dashboards {

    private static final Path DIRECTORY = Path.of("grafana/dashboards");
    private static final JsonMapper JSON = new JsonMapper();

    private Dashboards() {}

    /**
     * One query of a panel.
     *
     * @param dashboard the dashboard's uid
     * @param panel the panel's title
     * @param isInstant whether it is asked for one moment only
     * @param expression as it stands, with variables
     */
    record Query(String dashboard, String panel, boolean isInstant, String expression) {

        @Override
        public String toString() {
            return dashboard + " / " + panel + ": " + expression;
        }
    }

    static List<JsonNode> all() {
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            return files.sorted().map(file -> JSON.readTree(file.toFile())).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The panels that are no rows. */
    static List<JsonNode> panels(JsonNode dashboard) {
        return elements(dashboard.get("panels"))
                .filter(panel -> !panel.get("type").stringValue().equals("row"))
                .toList();
    }

    static List<Query> queries() {
        List<Query> queries = new ArrayList<>();
        for (JsonNode dashboard : all()) {
            for (JsonNode panel : panels(dashboard)) {
                elements(panel.get("targets"))
                        .forEach(target -> queries.add(new Query(
                                dashboard.get("uid").stringValue(),
                                panel.get("title").stringValue(),
                                target.path("instant").asBoolean(),
                                target.get("expr").stringValue())));
            }
        }
        return queries;
    }

    /** The expressions of a dashboard's annotations that ask Prometheus. */
    static List<String> annotations(JsonNode dashboard) {
        return elements(dashboard.at("/annotations/list"))
                .filter(annotation -> annotation.has("expr"))
                .map(annotation -> annotation.get("expr").stringValue())
                .toList();
    }

    /** The variables that ask Prometheus. */
    static List<JsonNode> variables(JsonNode dashboard) {
        return elements(dashboard.at("/templating/list"))
                .filter(variable -> variable.get("type").stringValue().equals("query"))
                .toList();
    }

    static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
