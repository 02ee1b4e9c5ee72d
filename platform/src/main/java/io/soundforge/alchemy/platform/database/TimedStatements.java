package io.soundforge.alchemy.platform.database;

import io.vertx.core.spi.metrics.ClientMetrics;

/** Measures how long statements take, beside whoever measures them already. */
final class TimedStatements<M, Q, S> implements ClientMetrics<TimedStatements.Timed<M>, Q, S> {
    private final ClientMetrics<M, Q, S> measured;
    private final SlowStatements slow;

    /**
     * One on its way.
     *
     * @param measure of the others who measure
     */
    record Timed<M>(M measure, String sql, long began) {}

    TimedStatements(ClientMetrics<M, Q, S> measured, SlowStatements slow) {
        this.measured = measured;
        this.slow = slow;
    }

    @Override
    public Timed<M> requestBegin(String sql, Q request) {
        return new Timed<>(measured.requestBegin(sql, request), sql, slow.now());
    }

    @Override
    public void requestEnd(Timed<M> statement) {
        measured.requestEnd(statement.measure());
    }

    @Override
    public void requestEnd(Timed<M> statement, long bytes) {
        measured.requestEnd(statement.measure(), bytes);
    }

    @Override
    public void responseBegin(Timed<M> statement, S response) {
        measured.responseBegin(statement.measure(), response);
    }

    @Override
    public void requestReset(Timed<M> statement) {
        measured.requestReset(statement.measure());
        slow.ended(statement.sql(), statement.began());
    }

    @Override
    public void responseEnd(Timed<M> statement) {
        measured.responseEnd(statement.measure());
        slow.ended(statement.sql(), statement.began());
    }

    @Override
    public void responseEnd(Timed<M> statement, long bytes) {
        measured.responseEnd(statement.measure(), bytes);
        slow.ended(statement.sql(), statement.began());
    }

    @Override
    public void close() {
        measured.close();
    }
}
