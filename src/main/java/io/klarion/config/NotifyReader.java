package io.klarion.config;

import io.klarion.codec.PageTemplate;
import io.klarion.core.delivery.DeliverySpec;
import io.klarion.core.delivery.Silence;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the {@code notify} block. Every default of it stands here. */
final class NotifyReader {

    private static final int CAPACITY = 10_000;
    private static final int MAX_GROUP = 1000;
    private static final int MAX_TEMPLATE_BYTES = 64 << 10;
    private static final Set<String> OWN_LABELS = Set.of("alertname", "monitor", "segment", "feature", "severity");

    private static final Scalar<Duration> WAIT = Scalar.duration(Duration.ZERO, Duration.ofHours(1));
    private static final Scalar<Duration> REPEATS = Scalar.duration(Duration.ofMinutes(1), Limits.LONGEST);
    private static final Scalar<Duration> REPEAT = new Scalar<>(
            REPEATS.rule() + ", or none",
            node -> node.stringValueOpt().filter("none"::equals).isPresent()
                    ? Optional.of(Duration.ZERO)
                    : REPEATS.parser().apply(node));
    private static final Scalar<Duration> GIVE_UP = Scalar.duration(Duration.ofSeconds(1), Limits.LONGEST);
    private static final Scalar<Duration> RESEND = Scalar.duration(Duration.ofSeconds(1), Duration.ofMinutes(5));
    private static final Scalar<Duration> TIMEOUT = Scalar.duration(Duration.ofMillis(100), Duration.ofMinutes(2));
    private static final Scalar<String> HEADER = Scalar.text(
            "be a header's value: one line of 1 to 4000 characters",
            text -> !text.isBlank() && text.length() <= 4000 && text.chars().noneMatch(Character::isISOControl));
    private static final Scalar<String> SECRET =
            Scalar.text("be a secret of at least 16 characters", text -> text.length() >= 16);

    private final Path directory;

    /** Resolves templates against {@code directory}. */
    NotifyReader(Path directory) {
        this.directory = directory;
    }

    NotifyConfig read(Section section) {
        Duration wait = section.value("group-wait", WAIT).orElse(Duration.ofSeconds(10));
        int groupFrom =
                section.value("group-from", Scalar.integer(2, MAX_GROUP)).orElse(4);
        Duration repeat = section.value("repeat", REPEAT).orElse(Duration.ofHours(4));
        Duration giveUp = section.value("give-up", GIVE_UP).orElse(Duration.ofDays(1));
        String link =
                section.value("link", SinkAddress.SCALAR).map(URI::toString).orElse("");
        Optional<AlertmanagerConfig> alertmanager = section.section("alertmanager", this::alertmanager);
        List<WebhookConfig> webhooks = section.sections("webhooks", this::webhook).stream()
                .flatMap(Optional::stream)
                .toList();
        requireOwnNames(section, webhooks);
        List<Silence> silences = section.sections("silences", this::silence).stream()
                .flatMap(Optional::stream)
                .toList();
        DeliverySpec delivery =
                new DeliverySpec(wait.toMillis(), groupFrom, repeat.toMillis(), giveUp.toMillis(), CAPACITY, silences);
        return new NotifyConfig(delivery, link, alertmanager, webhooks);
    }

    private Optional<AlertmanagerConfig> alertmanager(Section section) {
        List<URI> urls = section.values("urls", SinkAddress.SCALAR);
        Map<String, String> headers = headers(section);
        Map<String, String> labels = section.entries("labels", Scalar.TEXT);
        labels.keySet().forEach(label -> {
            if (OWN_LABELS.contains(label) || !label.matches("[a-zA-Z_][a-zA-Z0-9_]*")) {
                section.problem(
                        "labels", "have names of letters, digits and underscores, and none of " + ownLabels(), label);
            }
        });
        Duration resend = section.value("resend", RESEND).orElse(Duration.ofMinutes(1));
        Duration timeout = section.value("timeout", TIMEOUT).orElse(Duration.ofSeconds(10));
        return urls.isEmpty()
                ? Optional.empty()
                : Optional.of(new AlertmanagerConfig(urls, headers, labels, resend, timeout));
    }

    private static String ownLabels() {
        return String.join(", ", OWN_LABELS.stream().sorted().toList());
    }

    private Optional<WebhookConfig> webhook(Section section) {
        Optional<String> name = section.require("name").value("name", Limits.NAME);
        Optional<URI> url = section.require("url").value("url", SinkAddress.SCALAR);
        Optional<String> secret = section.value("secret", SECRET);
        Map<String, String> headers = headers(section);
        Optional<PageTemplate> template =
                section.value("template", Scalar.TEXT).flatMap(text -> template(section, text));
        Duration timeout = section.value("timeout", TIMEOUT).orElse(Duration.ofSeconds(10));
        if (url.filter(NotifyReader::isReadableOnTheWay).isPresent()) {
            section.warn(
                    "url",
                    "http:// sends alerts, and what lets one write to that address, readable by anybody on the way");
        }
        return name.isPresent() && url.isPresent()
                ? Optional.of(new WebhookConfig(name.get(), url.get(), secret, headers, template, timeout))
                : Optional.empty();
    }

    private static Map<String, String> headers(Section section) {
        Map<String, String> headers = section.entries("headers", HEADER);
        headers.forEach((name, value) -> {
            if (!isHeader(name, value)) {
                section.problem("headers", "be headers that a request may set", name);
            }
        });
        return headers;
    }

    /* The client knows those that belong to the connection. */
    private static boolean isHeader(String name, String value) {
        try {
            HttpRequest.newBuilder().setHeader(name, value);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private Optional<PageTemplate> template(Section section, String text) {
        try {
            Optional<PageTemplate> shipped = PageTemplate.shipped(text);
            if (shipped.isPresent()) {
                return shipped;
            }
            Optional<String> content = SmallFile.text(directory.resolve(text), MAX_TEMPLATE_BYTES);
            if (content.isPresent()) {
                return content.map(PageTemplate::of);
            }
        } catch (IllegalArgumentException e) {
            if (!(e instanceof InvalidPathException)) {
                section.problem("template", String.valueOf(e.getMessage()), text);
                return Optional.empty();
            }
        } catch (IOException e) {
            // Said below.
        }
        section.problem(
                "template",
                "be one of " + String.join(", ", PageTemplate.SHIPPED) + ", or a readable file of at most "
                        + MAX_TEMPLATE_BYTES + " bytes",
                text);
        return Optional.empty();
    }

    private Optional<Silence> silence(Section section) {
        Optional<Instant> from = section.require("from").value("from", Scalar.INSTANT);
        Optional<Instant> to = section.require("to").value("to", Scalar.INSTANT);
        List<String> monitors = section.values("monitors", Scalar.TEXT);
        List<String> features = section.values("features", Scalar.TEXT);
        Map<String, String> segment = section.entries("segment", Scalar.ANY);
        section.value("reason", Scalar.TEXT);
        if (from.isEmpty() || to.isEmpty()) {
            return Optional.empty();
        }
        if (!to.get().isAfter(from.get())) {
            section.problem("to", "be after from", to.get().toString());
            return Optional.empty();
        }
        return Optional.of(
                new Silence(from.get().toEpochMilli(), to.get().toEpochMilli(), monitors, features, segment));
    }

    private static void requireOwnNames(Section section, List<WebhookConfig> webhooks) {
        List<String> names = new ArrayList<>(List.of("alertmanager"));
        webhooks.forEach(webhook -> names.add(webhook.name()));
        Set<String> seen = new HashSet<>();
        names.stream()
                .filter(name -> !seen.add(name))
                .forEach(name -> section.problem("webhooks", "have names of their own, and none alertmanager", name));
    }

    private static boolean isReadableOnTheWay(URI url) {
        return "http".equals(url.getScheme()) && !HttpConfig.isLoopback(url.getHost());
    }
}
