package io.soundforge.alchemy.gateway.analysis;

import io.soundforge.alchemy.contracts.analysis.TrackAnalysis;
import io.soundforge.alchemy.contracts.asset.AssetRole;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.interchange.AnalysedTrack;
import io.soundforge.alchemy.contracts.interchange.AnalysisExport;
import io.soundforge.alchemy.contracts.interchange.BeatTable;
import io.soundforge.alchemy.contracts.interchange.Jams;
import io.soundforge.alchemy.contracts.interchange.MidiFile;
import io.soundforge.alchemy.contracts.interchange.RekordboxXml;
import io.soundforge.alchemy.contracts.track.Track;
import io.soundforge.alchemy.gateway.GatewayParts;
import io.soundforge.alchemy.gateway.http.PathIds;
import io.soundforge.alchemy.gateway.identity.Callers;
import io.soundforge.alchemy.gateway.media.FileAnswer;
import io.soundforge.alchemy.platform.bus.WireJson;
import io.soundforge.alchemy.platform.catalog.Catalog;
import io.soundforge.alchemy.platform.catalog.OwnedTracks;
import io.soundforge.alchemy.platform.storage.BlobStore;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;

/**
 * {@code /api/tracks/{id}/analysis/exports/{file name}}: made from the stored analysis for each request. Waveforms are files that
 * the analysis left.
 */
public final class AnalysisExportRoutes {
    private static final Map<String, String> WAVEFORMS = Map.of("waveform.json", "json", "waveform.dat", "dat");

    private final Catalog catalog;
    private final BlobStore blobs;
    private final OwnedTracks tracks;

    public AnalysisExportRoutes(GatewayParts parts) {
        this.catalog = parts.catalog();
        this.blobs = parts.blobs();
        this.tracks = new OwnedTracks(catalog);
    }

    public void mount(Router router) {
        router.route("/api/tracks/:trackId/analysis/exports/:fileName")
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .handler(this::serve);
    }

    private void serve(RoutingContext context) {
        String fileName = context.pathParam("fileName");
        String form = WAVEFORMS.get(fileName);
        if (form != null) {
            serveWaveform(context, form);
        } else {
            serveDocument(context, fileName);
        }
    }

    private void serveWaveform(RoutingContext context, String form) {
        tracks.find(Callers.owner(context), PathIds.track(context))
                .compose(track -> catalog.waveforms().find(track.id(), form))
                .map(found -> found.orElseThrow(() -> new AlchemyException(
                        ErrorCode.NOT_FOUND,
                        "the track has no waveform (yet); one is made whenever a track is analysed")))
                .compose(asset -> blobs.local(asset.key())
                        .compose(file -> FileAnswer.ofName(context, asset, file).send()))
                .onFailure(context::fail);
    }

    private void serveDocument(RoutingContext context, String fileName) {
        AnalysisExport export = AnalysisExport.ofFileName(fileName)
                .orElseThrow(() -> new AlchemyException(
                        ErrorCode.NOT_FOUND,
                        "expected one of " + AnalysisExport.fileNames()
                                + ", waveform.json, waveform.dat; there is no such export"));
        tracks.find(Callers.owner(context), PathIds.track(context))
                .compose(this::analysed)
                .compose(track -> FileAnswer.ofBytes(
                                context, export.fileName(), export.contentType(), bytes(export, track))
                        .send())
                .onFailure(context::fail);
    }

    private Future<AnalysedTrack> analysed(Track track) {
        return catalog.analysesOf(List.of(track.id())).compose(found -> {
            TrackAnalysis analysis = found.get(track.id());
            if (analysis == null) {
                throw new AlchemyException(ErrorCode.NOT_FOUND, "the track has not been analysed (yet)");
            }
            return catalog.newest(track.id(), AssetRole.ORIGINAL)
                    .map(original -> new AnalysedTrack(
                            track.name(),
                            track.artist(),
                            track.album(),
                            location(original.map(asset -> asset.name()).orElse(track.name())),
                            analysis));
        });
    }

    private static Buffer bytes(AnalysisExport export, AnalysedTrack track) {
        return switch (export) {
            case REKORDBOX -> Buffer.buffer(RekordboxXml.of(List.of(track)));
            case MIDI -> Buffer.buffer(MidiFile.of(track.analysis()));
            case JAMS -> Buffer.buffer(WireJson.write(Jams.of(track)));
            case CSV -> Buffer.buffer(BeatTable.csv(track.analysis()));
        };
    }

    /** Where the caller keeps the file is not known here; players look for its name. */
    private static String location(String fileName) {
        try {
            return new URI("file", "", "/" + fileName, null).toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("a path can always be quoted", e);
        }
    }
}
