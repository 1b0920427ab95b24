package io.wireroom.contract.work;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Agents of language models that sites address in robots.txt and in robots elements. */
public enum AiAgent {
    GPTBOT("GPTBot", true),
    CHATGPT_USER("ChatGPT-User", false),
    OAI_SEARCHBOT("OAI-SearchBot", false),
    GOOGLE_EXTENDED("Google-Extended", true),
    GOOGLE_CLOUD_VERTEX_BOT("Google-CloudVertexBot", true),
    CCBOT("CCBot", true),
    ANTHROPIC_AI("anthropic-ai", true),
    CLAUDEBOT("ClaudeBot", true),
    CLAUDE_WEB("Claude-Web", true),
    CLAUDE_USER("Claude-User", false),
    CLAUDE_SEARCHBOT("Claude-SearchBot", false),
    PERPLEXITYBOT("PerplexityBot", false),
    PERPLEXITY_USER("Perplexity-User", false),
    BYTESPIDER("Bytespider", true),
    APPLEBOT_EXTENDED("Applebot-Extended", true),
    META_EXTERNALAGENT("Meta-ExternalAgent", true),
    META_EXTERNALFETCHER("Meta-ExternalFetcher", false),
    AMAZONBOT("Amazonbot", true),
    COHERE_AI("cohere-ai", true),
    COHERE_TRAINING("cohere-training-data-crawler", true),
    MISTRALAI_USER("MistralAI-User", false),
    DIFFBOT("Diffbot", true),
    AI2BOT("AI2Bot", true),
    OMGILIBOT("omgilibot", true),
    OMGILI("omgili", true),
    WEBZIO_EXTENDED("Webzio-Extended", true),
    PANGUBOT("PanguBot", true),
    TIMPIBOT("Timpibot", true),
    YOUBOT("YouBot", false);

    private static final Map<String, AiAgent> BY_TOKEN = Arrays.stream(values())
            .collect(Collectors.toUnmodifiableMap(agent -> agent.token.toLowerCase(Locale.ROOT), Function.identity()));

    private final String token;
    private final boolean trains;

    AiAgent(String token, boolean trains) {
        this.token = token;
        this.trains = trains;
    }

    /** The product token, as its owner writes it. */
    public String token() {
        return token;
    }

    /** Whether it gathers texts to train models, and not only to answer questions. */
    public boolean trains() {
        return trains;
    }

    /** The agent with this token, in any case. */
    public static Optional<AiAgent> of(String token) {
        return Optional.ofNullable(BY_TOKEN.get(token.toLowerCase(Locale.ROOT)));
    }
}
