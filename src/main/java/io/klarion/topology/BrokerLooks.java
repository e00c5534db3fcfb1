package io.klarion.topology;

/**
 * The questions that tasks have for the broker, answered off the stream threads.
 *
 * @param idle whether a quiet partition is read to its end
 * @param audit what a range under suspicion holds
 * @param references which references are in force
 */
record BrokerLooks(IdleProbe idle, SourceAudit audit, ReferenceFeed references) implements AutoCloseable {

    /** Nothing is asked. */
    static final BrokerLooks NONE = new BrokerLooks(IdleProbe.NEVER, SourceAudit.NONE, ReferenceFeed.NONE);

    @Override
    public void close() {
        idle.close();
        audit.close();
        references.close();
    }
}
