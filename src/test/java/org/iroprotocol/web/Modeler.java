package org.iroprotocol.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Sends what Camunda Modeler's "Deploy current diagram" sends: plain file names without folders, duplicates filtered. */
class Modeler {

    private static final String BOUNDARY = "----ModelerBoundary7MA4YWxk";

    private final Caller caller;
    private final String tenant;

    Modeler(int port, String user, String tenant) {
        this.caller = Caller.rest(port, user);
        this.tenant = tenant;
    }

    /** The diagram and whatever is attached, by the names they have on disk. */
    HttpResponse<String> deploy(Path... files) {
        Map<String, String> contents = new LinkedHashMap<>();
        for (Path file : files) {
            contents.put(file.getFileName().toString(), read(file));
        }
        return deploy(contents);
    }

    /** The first is the diagram in front; the deployment is called like it. */
    HttpResponse<String> deploy(Map<String, String> files) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("deployment-name", files.keySet().iterator().next().replaceFirst("\\.[^.]+$", ""));
        fields.put("deployment-source", "Camunda Modeler");
        fields.put("enable-duplicate-filtering", "true");
        if (tenant != null) {
            fields.put("tenant-id", tenant);
        }
        return send(fields, files);
    }

    /** Fields and files as given, for what other programs send. */
    HttpResponse<String> send(Map<String, String> fields, Map<String, String> files) {
        StringBuilder body = new StringBuilder();
        fields.forEach((name, value) -> body.append("--").append(BOUNDARY)
                .append("\r\nContent-Disposition: form-data; name=\"").append(name).append("\"\r\n\r\n").append(value).append("\r\n"));
        files.forEach((name, content) -> body.append("--").append(BOUNDARY)
                .append("\r\nContent-Disposition: form-data; name=\"").append(name).append("\"; filename=\"").append(name)
                .append("\"\r\nContent-Type: text/xml\r\n\r\n").append(content).append("\r\n"));
        return caller.multipart("/deployment/create", BOUNDARY, body.append("--").append(BOUNDARY).append("--\r\n").toString());
    }

    /** Before it deploys, it asks whether it reaches an engine and lets this person in. */
    HttpResponse<String> tests() {
        return caller.get("/deployment?maxResults=0");
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
