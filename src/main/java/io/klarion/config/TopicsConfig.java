package io.klarion.config;

import java.util.OptionalInt;

/**
 * Where results go.
 *
 * @param verdicts topic of the verdicts
 * @param alerts topic of the alerts
 * @param quarantine topic of the rejected records
 * @param replicationFactor of topics that Klarion creates; empty for the broker's default
 */
public record TopicsConfig(String verdicts, String alerts, String quarantine, OptionalInt replicationFactor) {}
