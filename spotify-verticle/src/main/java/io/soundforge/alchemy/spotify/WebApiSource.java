package io.soundforge.alchemy.spotify;

import com.neovisionaries.i18n.CountryCode;
import io.soundforge.alchemy.contracts.spotify.SpotifyLink;
import io.soundforge.alchemy.contracts.spotify.TrackMetadata;
import io.soundforge.alchemy.spotify.webapi.WebApi;
import io.vertx.core.Future;
import se.michaelthelin.spotify.SpotifyApi;
import se.michaelthelin.spotify.model_objects.specification.Track;
import se.michaelthelin.spotify.requests.IRequest;
import se.michaelthelin.spotify.requests.data.tracks.GetTrackRequest;

/** Single tracks from the Web API. */
final class WebApiSource implements MetadataSource {
    private final WebApi api;

    WebApiSource(WebApi api) {
        this.api = api;
    }

    @Override
    public Future<TrackMetadata> describe(SpotifyLink track) {
        return api.ask(client -> request(client, track.id())).map(found -> TrackMapping.metadata(track, found));
    }

    private IRequest<Track> request(SpotifyApi client, String id) {
        GetTrackRequest.Builder request = client.getTrack(id);
        CountryCode market = api.market();
        return market == null ? request.build() : request.market(market).build();
    }
}
