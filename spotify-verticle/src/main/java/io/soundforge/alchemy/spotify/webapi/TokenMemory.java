package io.soundforge.alchemy.spotify.webapi;

import io.soundforge.alchemy.spotify.webapi.AccessTokens.Issued;
import io.vertx.core.Future;
import java.util.Optional;

/** Where nodes find the access token that another one has fetched: Spotify limits applications, not nodes. */
public interface TokenMemory {
    /** None at all: every node fetches its own. */
    TokenMemory NONE = new TokenMemory() {
        @Override
        public Future<Optional<Issued>> find() {
            return Future.succeededFuture(Optional.empty());
        }

        @Override
        public Future<Void> keep(Issued issued) {
            return Future.succeededFuture();
        }
    };

    /** The token with what is left of its lifetime. A memory that does not answer remembers nothing. */
    Future<Optional<Issued>> find();

    /** Never fails. */
    Future<Void> keep(Issued issued);
}
