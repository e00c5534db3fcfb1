package io.klarion.http;

import io.javalin.config.JavalinConfig;
import java.security.KeyStore;
import java.util.Optional;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * How the server speaks: threads, limits, TLS.
 *
 * @param bind the address to listen on
 * @param port the port
 * @param identity certificate and key; empty for plain HTTP
 */
record Connection(String bind, int port, Optional<KeyStore> identity) {

    private static final int MAX_THREADS = 24;
    private static final int MIN_THREADS = 2;

    void configure(JavalinConfig config) {
        QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS, MIN_THREADS);
        threads.setName("http");
        threads.setDaemon(true);
        config.jetty.threadPool = threads;
        config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
        identity.ifPresent(store -> config.jetty.addConnector((server, http) -> tls(server, http, store)));
    }

    private ServerConnector tls(Server server, HttpConfiguration http, KeyStore store) {
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setKeyStore(store);
        tls.setKeyStorePassword("");
        // callers may use an address, which no certificate need name
        http.addCustomizer(new SecureRequestCustomizer(false));
        ServerConnector connector =
                new ServerConnector(server, new SslConnectionFactory(tls, "http/1.1"), new HttpConnectionFactory(http));
        connector.setHost(bind);
        connector.setPort(port);
        return connector;
    }
}
