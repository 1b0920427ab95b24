package io.wireroom.ingest.web;

import io.wireroom.contract.FetchReason;
import java.io.EOFException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.zip.ZipException;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.NoHttpResponseException;

/** From what the HTTP client throws to the closed list of reasons. */
final class FailureReason {

    private static final int MAX_DETAIL = 300;

    private FailureReason() {}

    static FetchReason of(Exception thrown) {
        return switch (thrown) {
            case AddressGuard.ForbiddenAddressException e -> FetchReason.FORBIDDEN_ADDRESS;
            case Resolver.SlowLookupException e -> FetchReason.TIMEOUT;
            case UnknownHostException e -> FetchReason.UNKNOWN_HOST;
            case BodyReader.TooLargeException e -> FetchReason.TOO_LARGE;
            case SocketTimeoutException e -> FetchReason.TIMEOUT;
            case SSLException e -> FetchReason.TLS;
            case NoHttpResponseException e -> FetchReason.UNREACHABLE;
            case InterruptedIOException e -> FetchReason.UNREACHABLE;
            case ConnectionClosedException e -> FetchReason.BAD_ANSWER;
            case MalformedChunkCodingException e -> FetchReason.BAD_ANSWER;
            case MessageConstraintException e -> FetchReason.BAD_ANSWER;
            case ClientProtocolException e -> FetchReason.BAD_ANSWER;
            case HttpException e -> FetchReason.BAD_ANSWER;
            case EOFException e -> FetchReason.BAD_ANSWER; // a cut gzip body
            case ZipException e -> FetchReason.BAD_ANSWER;
            case RuntimeException e -> FetchReason.BAD_ANSWER;
            default -> FetchReason.UNREACHABLE;
        };
    }

    static String detail(Exception thrown) {
        var text = thrown.getClass().getSimpleName() + ": " + thrown.getMessage();
        var line = text.lines().findFirst().orElse(text);
        return line.length() > MAX_DETAIL ? line.substring(0, MAX_DETAIL) : line;
    }
}
