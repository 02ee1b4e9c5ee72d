/** Traces for OpenTelemetry: the only place that knows it. */
@NullMarked
package io.soundforge.alchemy.launcher.tracing;

import org.jspecify.annotations.NullMarked;
