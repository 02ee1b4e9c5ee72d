package io.soundforge.alchemy.gateway;

import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.contracts.analysis.ChordStretch;
import io.soundforge.alchemy.contracts.analysis.CueMark;
import io.soundforge.alchemy.contracts.analysis.KeyEstimate;
import io.soundforge.alchemy.contracts.analysis.LoudnessEstimate;
import io.soundforge.alchemy.contracts.analysis.NoteEvent;
import io.soundforge.alchemy.contracts.analysis.Section;
import io.soundforge.alchemy.contracts.analysis.TrackAnalysis;
import io.soundforge.alchemy.contracts.asset.Asset;
import io.soundforge.alchemy.contracts.asset.AssetRole;
import io.soundforge.alchemy.contracts.job.JobId;
import io.soundforge.alchemy.contracts.track.Track;
import io.soundforge.alchemy.platform.catalog.AssetKeys;
import io.soundforge.alchemy.platform.fixture.PlatformServices;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Exports of an analysis over real HTTP and a real PostgreSQL. */
class AnalysisExportRoutesTest {
    @RegisterExtension
    static final PlatformServices services = new PlatformServices();

    private static final TrackAnalysis ANALYSIS = new TrackAnalysis(
            8,
            120.0,
            0.9,
            List.of(0.5, 1.0, 1.5, 2.0, 2.5),
            List.of(0.5, 2.5),
            "4/4",
            new KeyEstimate("A", "minor", "8A", 0.7),
            new LoudnessEstimate(-14.0, null, -1.0, -12.0, null),
            null,
            List.of(new Section(0, 8, "A", 1.0)),
            List.of(new NoteEvent(57, 0.5, 1.0, 90)),
            List.of(),
            Map.of(),
            2.5,
            List.of(new ChordStretch(0, 8, "A:min", 0.8)),
            List.of(new CueMark(0.5, CueMark.DOWNBEAT, "Start")));

    private static GatewayHarness gateway;

    @BeforeAll
    static void deploy() {
        gateway = new GatewayHarness(services);
    }

    @Test
    void analysedTrack_isServedInEveryForm() throws Exception {
        Track track = services.newTrack("exported");
        String path = "/api/tracks/" + track.id() + "/analysis/exports/";
        int before = gateway.get(path + "beats.csv").statusCode();
        await(services.database()
                .inTransaction(tx -> services.catalog().putAnalysis(tx, track.id(), JobId.random(), ANALYSIS)));

        assertThat(before).isEqualTo(404);
        assertThat(gateway.get(path + "beats.csv").body()).contains("2.5000,5,2,1");
        assertThat(gateway.get(path + "analysis.jams").body()).contains("\"namespace\":\"chord\"", "A:min");
        assertThat(gateway.get(path + "notes.mid").body()).startsWith("MThd");
        HttpResponse<String> xml = gateway.get(path + "rekordbox.xml");
        assertThat(xml.body()).contains("Tonality=\"Am\"", "Battito=\"1\"", "POSITION_MARK");
        assertThat(xml.headers().firstValue("content-type")).contains("application/xml");
    }

    @Test
    void waveform_isTheFileThatTheAnalysisLeft() throws Exception {
        Track track = services.newTrack("outlined");
        String path = "/api/tracks/" + track.id() + "/analysis/exports/waveform.";
        int before = gateway.get(path + "json").statusCode();
        putWaveforms(track, "{\"version\":2}", "old");
        List<Asset> removed = putWaveforms(track, "{\"version\":2,\"length\":1}", "bytes");

        assertThat(before).isEqualTo(404);
        assertThat(removed).extracting(Asset::type).containsExactlyInAnyOrder("json", "dat");
        HttpResponse<String> json = gateway.get(path + "json");
        assertThat(json.body()).isEqualTo("{\"version\":2,\"length\":1}");
        assertThat(json.headers().firstValue("content-type")).contains("application/json");
        assertThat(gateway.get(path + "dat").body()).isEqualTo("bytes");
        assertThat(gateway.get(path + "dat", "Range", "bytes=1-2").body()).isEqualTo("yt");
    }

    private static List<Asset> putWaveforms(Track track, String json, String dat) throws Exception {
        JobId job = JobId.random();
        List<Asset> forms = List.of(
                waveform(track, job, "json", "application/json", json),
                waveform(track, job, "dat", "application/octet-stream", dat));
        return await(services.database()
                .inTransaction(tx -> services.catalog().waveforms().put(tx, track.id(), job, forms)));
    }

    private static Asset waveform(Track track, JobId job, String form, String type, String content) throws Exception {
        Path file = Files.writeString(Files.createTempFile("waveform", null), content);
        String key = AssetKeys.file(track.id(), job.toString(), "waveform." + form);
        await(services.blobs().adopt(file, key));
        UUID id = UUID.randomUUID();
        String name = "waveform." + form;
        return new Asset(
                id, track.id(), job, AssetRole.WAVEFORM, name, form, key, type, content.length(), id.toString(), 8);
    }

    @Test
    void unknownForm_namesTheKnownOnes() throws Exception {
        Track track = services.newTrack("asked");

        HttpResponse<String> answer = gateway.get("/api/tracks/" + track.id() + "/analysis/exports/all.zip");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body())
                .contains("rekordbox.xml", "notes.mid", "analysis.jams", "beats.csv", "waveform.json", "waveform.dat");
    }

    @Test
    void storedAnalysis_keepsAllItsFields() throws Exception {
        Track track = services.newTrack("kept");
        await(services.database()
                .inTransaction(tx -> services.catalog().putAnalysis(tx, track.id(), JobId.random(), ANALYSIS)));

        assertThat(await(services.catalog().analysesOf(List.of(track.id())))).containsEntry(track.id(), ANALYSIS);
    }
}
