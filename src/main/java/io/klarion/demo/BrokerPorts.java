package io.klarion.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import org.apache.kafka.server.ServerSocketFactory;

/**
 * The two sockets of an embedded broker, bound before the broker is configured: so the ports are known and cannot be
 * taken by another process in between.
 */
final class BrokerPorts implements ServerSocketFactory, AutoCloseable {

    /** The loopback address; the broker listens nowhere else. */
    static final String HOST = "127.0.0.1";

    /** The name of the listener for clients. */
    static final String CLIENTS = "PLAINTEXT";

    /** The name of the controller's listener. */
    static final String CONTROLLER = "CONTROLLER";

    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    private final ServerSocketChannel clients;
    private final ServerSocketChannel controller;

    private BrokerPorts(ServerSocketChannel clients, ServerSocketChannel controller) {
        this.clients = clients;
        this.controller = controller;
    }

    /** Binds the clients' socket to {@code port}, or to any free one for 0, and the controller's to a free one. */
    static BrokerPorts open(int port) throws IOException {
        ServerSocketChannel clients = bind(port);
        try {
            return new BrokerPorts(clients, bind(0));
        } catch (IOException e) {
            clients.close();
            throw e;
        }
    }

    private static ServerSocketChannel bind(int port) throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open();
        try {
            channel.configureBlocking(false);
            channel.bind(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port));
            return channel;
        } catch (IOException e) {
            channel.close();
            throw new IOException("port " + port + ": cannot be bound: " + e.getMessage(), e);
        }
    }

    int brokerPort() {
        return clients.socket().getLocalPort();
    }

    int controllerPort() {
        return controller.socket().getLocalPort();
    }

    @Override
    public ServerSocketChannel openServerSocket(
            String listenerName, InetSocketAddress address, int listenBacklogSize, int receiveBufferSize) {
        return listenerName.equals(CONTROLLER) ? controller : clients;
    }

    @Override
    public void close() {
        try (clients;
                controller) {
            // the broker has closed what it took over; this is for one that did not start
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
