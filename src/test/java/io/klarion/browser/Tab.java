package io.klarion.browser;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** One tab: what a person does in it, and what can be seen of it. */
public final class Tab implements AutoCloseable {

    /* A moment more, for what is drawn when it comes into sight. */
    private static final String READY = """
            new Promise((done, fail) => {
              const end = Date.now() + 40_000;
              const look = () => document.documentElement?.dataset.ready === 'true' ? setTimeout(() => done(true), 150)
                : Date.now() < end ? setTimeout(look, 20) : fail(new Error('not ready: ' + document.title));
              look();
            })""";

    private final DevTools tools;
    private final String target;
    private final String session;

    /**
     * How a page is looked at.
     *
     * @param width in CSS pixels
     * @param height in CSS pixels
     * @param isDark whether the system asks for dark pages
     */
    public record Look(int width, int height, boolean isDark) {
        /** A desk. */
        public static final Look DESKTOP = new Look(1280, 900, false);

        /** A phone. */
        public static final Look PHONE = new Look(390, 844, false);

        /** The same, dark. */
        public Look dark() {
            return new Look(width, height, true);
        }
    }

    private Tab(DevTools tools, String target, String session) {
        this.tools = tools;
        this.target = target;
        this.session = session;
    }

    static Tab open(DevTools tools, URI page, Look look) {
        String target = tools.call("", "Target.createTarget", Map.of("url", "about:blank"))
                .path("targetId")
                .asString();
        String session = tools.call("", "Target.attachToTarget", Map.of("targetId", target, "flatten", true))
                .path("sessionId")
                .asString();
        Tab tab = new Tab(tools, target, session);
        Stream.of("Page.enable", "Runtime.enable", "Log.enable", "Network.enable")
                .forEach(method -> tab.call(method, Map.of()));
        tab.call("Page.bringToFront", Map.of());
        tab.call("Emulation.setFocusEmulationEnabled", Map.of("enabled", true));
        tab.look(look);
        tab.call("Page.navigate", Map.of("url", page.toString()));
        tab.evaluate(READY);
        return tab;
    }

    private JsonNode call(String method, Map<String, Object> parameters) {
        return tools.call(session, method, parameters);
    }

    /** Changes size and theme. */
    public void look(Look look) {
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", look.width(), "height", look.height(), "deviceScaleFactor", 1, "mobile", false));
        call(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(Map.of("name", "prefers-color-scheme", "value", look.isDark() ? "dark" : "light"))));
    }

    /** The value of an expression, awaited when it is a promise. */
    public JsonNode evaluate(String expression) {
        JsonNode answer =
                call("Runtime.evaluate", Map.of("expression", expression, "awaitPromise", true, "returnByValue", true));
        if (answer.has("exceptionDetails")) {
            throw new IllegalStateException(expression + ": " + answer.get("exceptionDetails"));
        }
        return answer.path("result").path("value");
    }

    /** What an element says; the first that fits. */
    public String text(String selector) {
        return evaluate("document.querySelector(" + quoted(selector) + ").textContent")
                .asString();
    }

    /** How many elements fit and are visible. */
    public int count(String selector) {
        return evaluate("[...document.querySelectorAll(" + quoted(selector)
                        + ")].filter(one => one.checkVisibility()).length")
                .intValue();
    }

    /** Clicks an element at a place within it, in shares of its width and height. */
    public void click(String selector, double x, double y) {
        // a page that still moves would be hit beside the element
        JsonNode box = evaluate("(async () => { const one = document.querySelector(" + quoted(selector)
                + "); let before = ''; for (let i = 0; i < 100; i++) {"
                + " one.scrollIntoView({ block: 'center', behavior: 'instant' });"
                + " await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));"
                + " const b = one.getBoundingClientRect(); const now = [b.left, b.top, b.width, b.height];"
                + " if (now.join() === before) { return now; } before = now.join(); }"
                + " throw new Error('the page does not stand still'); })()");
        double left = box.get(0).doubleValue() + x * box.get(2).doubleValue();
        double top = box.get(1).doubleValue() + y * box.get(3).doubleValue();
        for (String type : List.of("mouseMoved", "mousePressed", "mouseReleased")) {
            call(
                    "Input.dispatchMouseEvent",
                    Map.of("type", type, "x", left, "y", top, "button", "left", "clickCount", 1));
        }
        settle();
    }

    /** Clicks the middle of an element. */
    public void click(String selector) {
        click(selector, 0.5, 0.5);
    }

    /** Presses a key that has a name, such as {@code ArrowLeft} or {@code Tab}. */
    public void press(String key) {
        int code = Map.of("ArrowLeft", 37, "ArrowUp", 38, "ArrowRight", 39, "ArrowDown", 40, "Tab", 9, "Enter", 13)
                .getOrDefault(key, 0);
        String text = key.equals("Enter") ? "\r" : "";
        for (String type : List.of(text.isEmpty() ? "rawKeyDown" : "keyDown", "keyUp")) {
            call(
                    "Input.dispatchKeyEvent",
                    Map.of("type", type, "key", key, "code", key, "windowsVirtualKeyCode", code, "text", text));
        }
        settle();
    }

    /** Writes text where the cursor is. */
    public void type(String text) {
        call("Input.insertText", Map.of("text", text));
        settle();
    }

    private void settle() {
        evaluate("new Promise(done => setTimeout(done, 100))");
        evaluate(READY);
    }

    /** A picture of the whole page, as PNG. */
    public byte[] picture() {
        String data = call("Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true))
                .path("data")
                .asString();
        return Base64.getDecoder().decode(data);
    }

    /** Everything the browser had to complain of: errors, refused scripts and styles. */
    public List<String> complaints() {
        return Stream.concat(
                        tools.events(session, "Log.entryAdded").stream()
                                .map(event -> event.path("entry"))
                                .filter(entry ->
                                        !entry.path("level").asString("").equals("verbose")),
                        tools.events(session, "Runtime.exceptionThrown").stream())
                .map(JsonNode::toString)
                .toList();
    }

    /** What the accessibility checker axe objects to. */
    public List<String> violations() {
        try (InputStream axe = Tab.class.getResourceAsStream("/axe.min.js")) {
            evaluate(new String(Objects.requireNonNull(axe).readAllBytes(), StandardCharsets.UTF_8) + "; 0");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String run = "axe.run(document, { resultTypes: ['violations'] }).then(result => result.violations.map("
                + "v => v.id + ' ' + v.nodes[0].html + ' ' + v.nodes[0].failureSummary))";
        return evaluate(run).valueStream().map(JsonNode::asString).toList();
    }

    /** How many pixels the page is wider than what is seen of it. */
    public int overflow() {
        return evaluate("document.scrollingElement.scrollWidth - innerWidth").intValue();
    }

    /** The addresses that were asked for. */
    public List<String> requests() {
        return tools.events(session, "Network.requestWillBeSent").stream()
                .map(event -> event.path("request").path("url").asString())
                .filter(url -> !url.startsWith("data:"))
                .toList();
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    @Override
    public void close() {
        tools.call("", "Target.closeTarget", Map.of("targetId", target));
    }
}
