package org.iroprotocol.browser;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/**
 * The packaged demonstration, started as a newcomer starts it: in a heap of 512 MB, in an empty data folder. Home and
 * working folder are empty folders of its own, so that what it writes beside its data is seen.
 *
 * <p>Entering the fictional children takes the most of it, so that is done once for a run of tests; each demonstration starts
 * as its second start, in a copy of all folders and of the log.
 */
final class Demonstration implements AutoCloseable {

    static final String PASSWORD = "Sparrow-Lantern-42-Orchard";

    private static Path prepared;

    private final Process process;
    private final String url;
    private final Path folder;

    private Demonstration(Process process, String url, Path folder) {
        this.process = process;
        this.url = url;
        this.folder = folder;
    }

    static synchronized Demonstration start() throws IOException, InterruptedException {
        if (prepared == null) {
            Path first = folder();
            for (String place : List.of("data", "work", "home", "temporary")) {
                Files.createDirectory(first.resolve(place));
            }
            in(first).close();
            prepared = first;
        }
        Path folder = folder();
        FileSystemUtils.copyRecursively(prepared, folder);
        return in(folder);
    }

    private static Path folder() throws IOException {
        return Files.createTempDirectory(Path.of("target").toAbsolutePath(), "demonstration");
    }

    private static Demonstration in(Path folder) throws IOException, InterruptedException {
        Path jar = Path.of("target/cafcass-iro-protocol.jar").toAbsolutePath();
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        // The quick compiler alone: it lives for two minutes, and the slow one would take half of the two cores from it.
        List<String> command = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElse("java"), "-Xmx512m",
                "-XX:TieredStopAtLevel=1", "-XX:ReservedCodeCacheSize=200m",
                "-Duser.home=" + folder.resolve("home"), "-Djava.io.tmpdir=" + folder.resolve("temporary"),
                "-jar", jar.toString(), "--spring.profiles.active=demo", "--server.port=" + port));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.resolve("work").toFile()).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("server.log").toFile()));
        builder.environment().put("PROTOCOL_DATA_DIR", folder.resolve("data").toString());
        builder.environment().put("PROTOCOL_DEMO_PASSWORD", PASSWORD);
        Demonstration demonstration = new Demonstration(builder.start(), "http://localhost:" + port, folder);
        try {
            demonstration.awaitReady();
        } catch (IOException | InterruptedException | RuntimeException e) {
            demonstration.close();
            throw e;
        }
        return demonstration;
    }

    String url(String path) {
        return url + path;
    }

    String log() throws IOException {
        return Files.readString(folder.resolve("server.log"));
    }

    /** Files outside the data folder, of which there should be none but what Java keeps about the fonts of the letters. */
    List<Path> strayFiles() throws IOException {
        List<Path> stray = new ArrayList<>();
        for (String place : List.of("work", "home", "temporary")) {
            try (Stream<Path> files = Files.walk(folder.resolve(place))) {
                files.filter(Files::isRegularFile).map(folder::relativize)
                        .filter(file -> !file.startsWith("home/.java/fonts") && !file.getFileName().toString().startsWith("+~JF"))
                        .forEach(stray::add);
            }
        }
        return stray;
    }

    List<Path> mails() throws IOException {
        Path mail = folder.resolve("data/mail");
        if (!Files.isDirectory(mail)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(mail)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private void awaitReady() throws IOException, InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest health = HttpRequest.newBuilder(URI.create(url("/actuator/health/readiness"))).timeout(Duration.ofSeconds(5)).build();
        for (int attempt = 0; attempt < 480; attempt++) {
            if (!process.isAlive()) {
                throw new IllegalStateException("The demonstration stopped: " + log());
            }
            try {
                if (client.send(health, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
            } catch (IOException notYet) {
                // Not listening yet: asked again below.
            }
            Thread.sleep(500);
        }
        throw new IllegalStateException("The demonstration is not ready: " + log());
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }
}
