package io.soundforge.alchemy.platform.figures;

import io.vertx.core.Future;

/** All figures of this process as text, for whoever collects them. */
@FunctionalInterface
public interface Exposition {
    /** Of the format in which Prometheus reads. */
    String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    Future<String> text();
}
