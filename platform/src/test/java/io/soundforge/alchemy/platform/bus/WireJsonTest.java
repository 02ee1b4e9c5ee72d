package io.soundforge.alchemy.platform.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.soundforge.alchemy.contracts.analysis.TrackAnalysis;
import io.soundforge.alchemy.contracts.event.JobEvent;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.job.CancelRequested;
import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.job.JobArgs.SeparateTrack;
import io.soundforge.alchemy.contracts.job.JobId;
import io.soundforge.alchemy.contracts.job.JobKind;
import io.soundforge.alchemy.contracts.job.JobSummary;
import io.soundforge.alchemy.contracts.job.WorkAvailable;
import io.soundforge.alchemy.contracts.media.ProbeUpload;
import io.soundforge.alchemy.contracts.stems.AudioFormat;
import io.soundforge.alchemy.contracts.stems.BitDepth;
import io.soundforge.alchemy.contracts.stems.SeparationOptions;
import io.soundforge.alchemy.contracts.track.Track;
import io.soundforge.alchemy.contracts.track.TrackId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WireJsonTest {
    static List<Record> samples() {
        return Samples.all();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void roundTrip_everyRecordOfTheContracts_isEqual(Record record) {
        assertThat(WireJson.read(WireJson.write(record), record.getClass())).isEqualTo(record);
    }

    @Test
    void write_ids_areStrings() {
        JobId id = JobId.parse("01234567-89ab-cdef-0123-456789abcdef");

        assertThat(WireJson.write(new CancelRequested(id)))
                .isEqualTo("{\"job\":\"01234567-89ab-cdef-0123-456789abcdef\"}");
    }

    @Test
    void write_event_looksLikeThis() {
        assertThat(WireJson.write(new JobEvent(Samples.EVENT.type(), 7, Samples.FRESH_JOB)))
                .isEqualTo("{\"type\":\"updated\",\"seq\":7,\"job\":{\"id\":\"01234567-89ab-cdef-0123-456789abcdef\","
                        + "\"kind\":\"separate\",\"state\":\"queued\",\"track\":\"11111111-2222-3333-4444-555555555555\","
                        + "\"owner\":\"local\",\"progress\":0.0,\"stage\":\"\",\"attempt\":0,\"maxAttempts\":3,"
                        + "\"error\":null,\"createdAt\":\"2026-01-02T03:04:05.678901Z\",\"startedAt\":null,"
                        + "\"finishedAt\":null}}");
    }

    @Test
    void write_enums_useTheirTextOrTheirName() throws JsonProcessingException {
        assertThat(WireJson.mapper().writeValueAsString(BitDepth.F32)).isEqualTo("\"32f\"");
        assertThat(WireJson.write(ErrorCode.NOT_FOUND)).isEqualTo("\"not_found\"");
        assertThat(WireJson.write(Samples.SOURCE)).contains("\"kind\":\"UPLOAD\"");
    }

    @Test
    void write_nulls_areKept() {
        assertThat(WireJson.write(JobSummary.of(Samples.FRESH_JOB))).contains("\"error\":null", "\"startedAt\":null");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void write_notANumber_isRefused(double value) {
        assertThatThrownBy(() -> WireJson.write(Samples.jobWithProgress(value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("finite");
        assertThatThrownBy(() -> WireJson.write(Samples.analysisWithBpm(value)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"NaN\"", "NaN", "1e999", "\"1.5\""})
    void read_noFiniteNumber_isRefused(String number) {
        String json = WireJson.write(Samples.jobWithProgress(42.5)).replace("42.5", number);

        assertThatThrownBy(() -> WireJson.read(json, Job.class)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void read_analysisOfAnEarlierRelease_lacksWhatIsNew() {
        TrackAnalysis old = WireJson.read(
                "{\"duration\":12.5,\"bpm\":128.04,\"beatConfidence\":0.9,\"beats\":[0.1,0.6],\"downbeats\":[0.1],"
                        + "\"timeSignature\":\"4/4\",\"key\":null,\"loudness\":{\"integratedLufs\":-14.0,"
                        + "\"loudnessRangeLu\":3.2,\"truePeakDbtp\":-0.1},\"waveform\":[0.0,1.0],"
                        + "\"reasons\":{\"key\":\"no notes\"}}",
                TrackAnalysis.class);

        assertThat(old.bpm()).isEqualTo(128.04);
        assertThat(old.tempi()).isEmpty();
        assertThat(old.rhythmRegularity()).isNull();
        assertThat(old.onsets()).isEmpty();
        assertThat(old.cues()).isEmpty();
    }

    @Test
    void read_unknownField_isIgnored() {
        assertThat(WireJson.read("{\"kind\":\"resolve\",\"since\":\"tomorrow\"}", WorkAvailable.class))
                .isEqualTo(new WorkAvailable(JobKind.RESOLVE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "{\"kind\":\"polish\"}", "{\"kind\":3}"})
    void read_notOurForm_isRefused(String json) {
        assertThatThrownBy(() -> WireJson.read(json, WorkAvailable.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("WorkAvailable");
    }

    @Test
    void read_separationOfAnEarlierRelease_leavesOutNothing() {
        String stored = "{\"options\":{\"model\":null,\"stems\":[\"bass\"],\"twoStems\":null,\"format\":\"wav\","
                + "\"bitDepth\":\"16\"}}";

        assertThat(WireJson.read(stored, SeparateTrack.class))
                .isEqualTo(new SeparateTrack(
                        new SeparationOptions(null, List.of("bass"), null, AudioFormat.WAV, BitDepth.I16)));
    }

    @Test
    void read_idInAnotherForm_isRefused() {
        assertThatThrownBy(() -> WireJson.read("\"1-1-1-1-1\"", TrackId.class))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void read_textWithEverything_survives() {
        Track track = Samples.trackNamed("Ænima \"quoted\" \\ \u0000 \uD83C\uDFB5 \n");

        assertThat(WireJson.read(WireJson.write(track), Track.class)).isEqualTo(track);
        assertThat(WireJson.read(WireJson.write(new ProbeUpload("")), ProbeUpload.class))
                .isEqualTo(new ProbeUpload(""));
    }
}
