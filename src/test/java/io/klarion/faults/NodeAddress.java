package io.klarion.faults;

/**
 * Where a node of the cluster listens.
 *
 * @param id its number, from 1
 * @param clientPort for clients and the other brokers
 * @param controllerPort for controllers
 */
public record NodeAddress(int id, int clientPort, int controllerPort) {

    static final String HOST = "127.0.0.1";

    /** Where clients connect: {@code host:port}. */
    public String client() {
        return HOST + ":" + clientPort;
    }

    /** Where controllers connect: {@code host:port}. */
    public String controller() {
        return HOST + ":" + controllerPort;
    }
}
