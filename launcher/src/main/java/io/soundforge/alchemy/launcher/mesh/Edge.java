package io.soundforge.alchemy.launcher.mesh;

import io.vertx.core.Deployable;
import java.util.function.IntSupplier;

/**
 * Where a process is reached.
 *
 * @param port known once the verticle is deployed
 */
record Edge(Deployable verticle, IntSupplier port) {}
