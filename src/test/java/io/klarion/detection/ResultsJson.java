package io.klarion.detection;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The findings as JSON. A number that does not exist, such as the power where nothing happened, is null. */
final class ResultsJson {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private ResultsJson() {}

    static void write(Path file, Findings findings, List<Bar> bars) {
        ObjectNode root = MAPPER.createObjectNode();
        ArrayNode simulation = root.putArray("simulation");
        findings.simulation().forEach(row -> simulation(simulation.addObject(), row));
        ArrayNode again = root.putArray("second_look");
        findings.again().forEach(row -> simulation(again.addObject(), row));
        ArrayNode cases = root.putArray("cases");
        findings.cases().forEach(row -> publicCase(cases.addObject(), row));
        ArrayNode tails = root.putArray("tails");
        findings.tails().forEach(row -> tail(tails.addObject(), row));
        ArrayNode listed = root.putArray("bars");
        bars.forEach(bar -> listed.addObject()
                .put("bar", bar.name())
                .put("limit", bar.limit())
                .put("measured", bar.measured())
                .put("standing", bar.standing().text()));
        MAPPER.writerWithDefaultPrettyPrinter().writeValue(file, root);
    }

    private static void simulation(ObjectNode json, SimulationRow row) {
        json.put("rule", row.rule());
        setting(json, row.setting());
        json.put("scenario", row.scenario());
        put(json, "false_alarm_rate", row.falseAlarmRate());
        put(json, "power", row.isNull() ? OptionalDouble.empty() : OptionalDouble.of(row.rate()));
        json.put("trials", row.trials());
        row.delayWindows().ifPresent(delay -> json.put("delay_windows", delay));
    }

    private static void setting(ObjectNode json, Setting setting) {
        json.put("setting", setting.name())
                .put("n", setting.n())
                .put("k", setting.k())
                .put("m", setting.m());
    }

    private static void publicCase(ObjectNode json, CaseRow row) {
        Optional<Double> delay = row.delayWindows();
        json.put("rule", row.rule()).put("case", row.name());
        put(json, "delay_windows", delay.map(OptionalDouble::of).orElse(OptionalDouble.empty()));
        json.put("missed", row.missed())
                .put("false_alarms", row.falseAlarms())
                .put("false_alerts", row.falseAlerts())
                .put("clean_windows", row.cleanWindows());
        ArrayNode delays = json.putArray("delays");
        row.delays().forEach(found -> found.ifPresentOrElse(delays::add, delays::addNull));
    }

    private static void tail(ObjectNode json, TailRow row) {
        setting(json, row.setting());
        json.put("cells", row.cells())
                .put("level", row.level())
                .put("actual", row.actual())
                .put("standard_error", row.error())
                .put("samples", row.samples());
    }

    private static void put(ObjectNode json, String name, OptionalDouble value) {
        if (value.isPresent()) {
            json.put(name, value.getAsDouble());
        } else {
            json.putNull(name);
        }
    }
}
