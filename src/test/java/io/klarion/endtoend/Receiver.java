package io.klarion.endtoend;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A webhook receiver that keeps what it gets, and can behave badly. */
public final class Receiver implements AutoCloseable {

    /**
     * How one request is answered.
     *
     * @param status the HTTP status; 0 for never
     * @param delayMillis how long it takes
     * @param headers of the answer
     */
    public record Behaviour(int status, long delayMillis, Map<String, String> headers) {

        /** An answer at once. */
        public static Behaviour status(int status) {
            return new Behaviour(status, 0, Map.of());
        }
    }

    /**
     * One request.
     *
     * @param path the path
     * @param headers by lower-case name
     * @param body the body
     * @param status what was answered
     * @param at when, {@link System#nanoTime}
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Request(String path, Map<String, String> headers, byte[] body, int status, long at) {

        /** The body as JSON. */
        public JsonNode json() {
            return JsonMapper.shared().readTree(body);
        }

        /** The key by which the receiver can tell that it has had this before. */
        public String key() {
            return headers.getOrDefault("idempotency-key", "");
        }
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Queue<Behaviour> behaviours = new ConcurrentLinkedQueue<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    /** Listens on any free port. */
    public Receiver() {
        this(0);
    }

    /** Listens on this port. */
    public Receiver(int port) {
        try {
            this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    /** The next requests are answered like this; those after them with 200. */
    public void behave(Behaviour... next) {
        behaviours.addAll(List.of(next));
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        Behaviour behaviour = behaviours.isEmpty() ? Behaviour.status(200) : behaviours.remove();
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
        requests.add(
                new Request(exchange.getRequestURI().getPath(), headers, body, behaviour.status(), System.nanoTime()));
        try {
            TimeUnit.MILLISECONDS.sleep(behaviour.delayMillis());
        } catch (InterruptedException e) {
            return;
        }
        if (behaviour.status() > 0) {
            behaviour.headers().forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(behaviour.status(), -1);
            exchange.close();
        }
    }

    /** Where it listens. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook");
    }

    /** All requests so far. */
    public List<Request> requests() {
        return List.copyOf(requests);
    }

    /** Those that were taken. */
    public List<Request> taken() {
        return requests.stream().filter(request -> request.status() == 200).toList();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
