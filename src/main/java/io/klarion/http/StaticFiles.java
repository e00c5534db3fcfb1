package io.klarion.http;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.klarion.web.WebFiles;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** The console's scripts and styles. The same for everybody, and without anything about the data. */
final class StaticFiles {

    private static final List<String> SHARED = List.of(
            "text.js",
            "windows.js",
            "colours.js",
            "strips.js",
            "course.js",
            "histogram.js",
            "base.css",
            WebFiles.CHARTS,
            WebFiles.CHART_STYLE);
    private static final List<String> OWN = List.of(
            "api.js", "store.js", "overview.js", "feature.js", "alerts.js", "tables.js", "console.js", "console.css");

    private final Map<String, Asset> assets = new HashMap<>();

    private record Asset(String type, String text, String tag) {}

    StaticFiles() {
        SHARED.forEach(name -> put(name, WebFiles.text(name)));
        OWN.forEach(name -> put(name, page(name)));
    }

    /** The text of one of the console's own files. */
    static String page(String name) {
        return WebFiles.text(StaticFiles.class, "page/" + name);
    }

    private void put(String name, String text) {
        String type = name.endsWith(".css") ? "text/css;charset=utf-8" : "text/javascript;charset=utf-8";
        assets.put(name.substring(name.lastIndexOf('/') + 1), new Asset(type, text, tag(text)));
    }

    private static String tag(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return '"' + HexFormat.of().formatHex(digest, 0, 12) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java platform", e);
        }
    }

    /** Answers with one of them. */
    void answer(Context context) {
        Asset asset = assets.get(context.pathParam("name"));
        if (asset == null) {
            context.status(HttpStatus.NOT_FOUND).result("not found\n");
            return;
        }
        context.header("Cache-Control", "no-cache").header("ETag", asset.tag());
        String known = context.header("If-None-Match");
        // a compressing server may have weakened the tag
        if (known != null && known.replace("W/", "").replace("--gzip", "").equals(asset.tag())) {
            context.status(HttpStatus.NOT_MODIFIED);
        } else {
            context.contentType(asset.type()).result(asset.text());
        }
    }
}
