package io.soundforge.alchemy.websocket;

import io.soundforge.alchemy.platform.bus.Bus;
import io.soundforge.alchemy.platform.catalog.Catalog;
import io.soundforge.alchemy.platform.events.EventCarrier;
import io.soundforge.alchemy.platform.figures.Figures;
import io.soundforge.alchemy.platform.identity.SignIn;
import io.soundforge.alchemy.platform.identity.SignInAttempts;
import io.soundforge.alchemy.websocket.hub.TrackHistory;
import java.time.Duration;

/**
 * What the websocket verticle works with.
 *
 * @param signIn who may listen
 * @param attempts failures to sign in, those of requests too
 * @param positionCheck how often positions are compared with the table
 */
public record WebsocketParts(
        Bus bus,
        TrackHistory history,
        EventCarrier carrier,
        Catalog catalog,
        LiveEntrance entrance,
        LiveLimits limits,
        SignIn signIn,
        SignInAttempts attempts,
        Duration positionCheck,
        Figures figures) {
    public WebsocketParts(
            Bus bus,
            TrackHistory history,
            EventCarrier carrier,
            Catalog catalog,
            LiveEntrance entrance,
            LiveLimits limits,
            SignIn signIn,
            SignInAttempts attempts,
            Duration positionCheck) {
        this(bus, history, carrier, catalog, entrance, limits, signIn, attempts, positionCheck, Figures.NONE);
    }
}
